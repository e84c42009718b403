/** The booth that says which character somebody is, and learns from them. */

/** @import { CharacterAnswer, VisitView } from "../live/protocol.js" */

import { openBooth } from "../booths/booth.js";
import { castChoice } from "../booths/cast-choice.js";
import { characterCard, percent, portrait, spoken } from "../booths/character.js";
import { driftingDots } from "../booths/dots.js";
import { keptPhotosCard } from "../booths/kept-photos.js";
import { lastTime } from "../booths/last-time.js";
import { againButton, answerFoot, box, casts } from "../booths/page.js";
import { teaching } from "../booths/teaching.js";
import { announce } from "../ui/announce.js";
import { el } from "../ui/dom.js";

const CONSENT =
  "Your photo goes to this party's own server, is compared with what the cast has learned, and is erased as soon as the answer is there. It is kept only if you say so afterwards.";

const choice = castChoice(casts());

openBooth(box, {
  name: "character",
  call: "Look into the camera",
  options: () => ({ cast: choice.chosen() }),
  door: (enter, reopen) => [
    lastTime(box.dataset.last, lastCharacter, reopen),
    choice.node,
    el("p.bubble", {}, CONSENT),
    keptPhotosCard().node,
    el("footer.foot", {}, el("button.button.main", { type: "button", disabled: !choice.any, onclick: enter }, "Yes, take my photo")),
  ],
  waiting(frame) {
    const dots = driftingDots(frame);
    return { leave: dots.leave, settle: (visit) => dots.settle(answerOf(visit).landmarks) };
  },
  answer(visit, photo, tools) {
    const answer = answerOf(visit);
    choice.choose(answer.cast.slug);
    announce(spoken(answer));
    const kept = keptPhotosCard();
    const teach = teaching(visit, photo, update, tools.complain);
    let { kept: before } = answer;
    return { nodes: [...characterCard(answer, photo), teach.node, kept.node, answerFoot(visit.id, tools, againButton(tools))], update, refused: teach.refused };

    /** @param {VisitView} now */
    function update(now) {
      teach.update(now);
      if (answerOf(now).kept !== before) kept.refresh();
      before = answerOf(now).kept;
    }
  },
});

/** @param {VisitView} visit */
function answerOf({ answer }) {
  return /** @type {CharacterAnswer} */ (answer);
}

/** @param {VisitView} visit */
function lastCharacter(visit) {
  const { winner } = answerOf(visit);
  return [portrait(winner), el("p", {}, el("b", {}, winner.name), el("small", {}, percent(winner)))];
}

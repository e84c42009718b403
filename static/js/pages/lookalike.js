/** The lookalike booth. */

/** @import { LookalikeAnswer, VisitView } from "../live/protocol.js" */

import { openBooth } from "../booths/booth.js";
import { galleryChoice } from "../booths/gallery-choice.js";
import { lastTime } from "../booths/last-time.js";
import { closerWords } from "../booths/closeness.js";
import { lookalikeCard, portrait, spoken } from "../booths/lookalike.js";
import { againButton, answerFoot, box, galleries } from "../booths/page.js";
import { souvenir } from "../booths/souvenir.js";
import { announce } from "../ui/announce.js";
import { el } from "../ui/dom.js";

const CONSENT =
  "Your photo goes to this party's own server, is compared with the gallery, and is erased as soon as the answer is there.";

const choice = galleryChoice(galleries());

openBooth(box, {
  name: "lookalike",
  call: "Look into the camera",
  options: () => ({ gallery: choice.chosen() }),
  door: (enter, reopen) => [
    lastTime(box.dataset.last, lastMatch, reopen),
    choice.node,
    el("p.bubble", {}, CONSENT),
    el("footer.foot", {}, el("button.button.main", { type: "button", disabled: !choice.any, onclick: enter }, "Yes, take my photo")),
  ],
  answer(visit, photo, tools) {
    const answer = answerOf(visit);
    choice.choose(answer.gallery.slug);
    announce(spoken(answer));
    return {
      nodes: [
        ...lookalikeCard(answer, photo),
        souvenir(answer, photo, tools.complain),
        answerFoot(visit.id, tools, againButton(tools)),
      ],
    };
  },
});

/** @param {VisitView} visit */
function answerOf({ answer }) {
  return /** @type {LookalikeAnswer} */ (answer);
}

/** @param {VisitView} visit */
function lastMatch(visit) {
  const [best] = answerOf(visit).matches;
  return [portrait(best), el("p", {}, el("b", {}, best.name), el("small", {}, closerWords(best)))];
}

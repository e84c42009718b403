/** The booth that compares a photo with a clip. */

/** @import { FaceMatchAnswer, VisitView } from "../live/protocol.js" */

import { openBooth } from "../booths/booth.js";
import { cueChoice } from "../booths/cue.js";
import { demands } from "../booths/demands.js";
import { lastTime } from "../booths/last-time.js";
import { matchCard, spoken } from "../booths/match.js";
import { againButton, answerFoot, box } from "../booths/page.js";
import { announce } from "../ui/announce.js";
import { el } from "../ui/dom.js";

const CONSENT =
  "First a photo, then a clip of up to a minute. Both go to this party's own server, are compared, and are erased as soon as the answer is there. Ask whoever is in them.";

const strict = demands();
const cue = cueChoice();

openBooth(box, {
  name: "match",
  call: "First the photo",
  film: cue.film,
  options: () => ({ ...strict.chosen(), ...cue.chosen() }),
  door: (enter, reopen) => [
    lastTime(box.dataset.last, (visit) => [el("p", {}, spoken(answerOf(visit)))], reopen),
    el("p.bubble", {}, CONSENT),
    cue.node,
    strict.node,
    el("footer.foot", {}, el("button.button.main", { type: "button", onclick: enter }, "Yes, take the photo")),
  ],
  answer(visit, photo, tools) {
    const answer = answerOf(visit);
    announce(spoken(answer));
    return {
      nodes: [...matchCard(answer, visit.options ?? {}, photo, tools.clip), answerFoot(visit.id, tools, againButton(tools, "Once more"))],
    };
  },
});

/** @param {VisitView} visit */
function answerOf({ answer }) {
  return /** @type {FaceMatchAnswer} */ (answer);
}

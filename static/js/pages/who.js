/** The booth that names the people in a photo. */

/** @import { VisitView, WhoAnswer } from "../live/protocol.js" */

import { openBooth } from "../booths/booth.js";
import { galleryChoice } from "../booths/gallery-choice.js";
import { lastTime } from "../booths/last-time.js";
import { againButton, answerFoot, box, galleries } from "../booths/page.js";
import { spoken, whoCard } from "../booths/who.js";
import { announce } from "../ui/announce.js";
import { el } from "../ui/dom.js";

const CONSENT =
  "Ask the people in it first: the photo goes to this party's own server, its faces are compared with the gallery, and it is erased as soon as the answer is there.";

const choice = galleryChoice(galleries());

openBooth(box, {
  name: "who",
  call: "Everybody in!",
  facing: "environment",
  options: () => ({ gallery: choice.chosen() }),
  door: (enter, reopen) => [
    lastTime(box.dataset.last, lastFaces, reopen),
    choice.node,
    el("p.bubble", {}, CONSENT),
    el("footer.foot", {}, el("button.button.main", { type: "button", disabled: !choice.any, onclick: enter }, "They agree, take the photo")),
  ],
  answer(visit, photo, tools) {
    choice.choose(answerOf(visit).gallery.slug);
    announce(spoken(answerOf(visit)));
    const card = whoCard(visit, photo, tools.complain);
    return { nodes: [...card.nodes, answerFoot(visit.id, tools, againButton(tools))], update: card.update, refused: card.refused };
  },
});

/** @param {VisitView} visit */
function answerOf({ answer }) {
  return /** @type {WhoAnswer} */ (answer);
}

/** @param {VisitView} visit */
function lastFaces(visit) {
  return [el("p", {}, spoken(answerOf(visit)))];
}

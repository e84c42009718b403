/** Whisper on the stage: photos that change hands unseen, and then each chain as a film beside the face it began with. */

/** @import { CardView, RoomView } from "../../live/protocol.js" */
/** @import { Context } from "../../screens/switcher.js" */

import { announce } from "../../ui/announce.js";
import { confetti } from "../../ui/confetti.js";
import { el, find, mark } from "../../ui/dom.js";
import { picture } from "../../ui/prompt.js";
import { play } from "../../ui/sound.js";
import { stageCapture } from "../capture.js";
import { stageJudging } from "../judging.js";
import { stageReady } from "../ready.js";
import { stageReveal } from "../reveal.js";
import { shotOf } from "../vote.js";

/** Milliseconds from one photo of a film to the next. The stylesheet knows it, too. */
const A_FRAME = 420;

export const screens = {
  get_ready: (/** @type {Context} */ ctx) => stageReady(ctx, () => "Everybody has a face of their own. Shhh!"),
  capture: (/** @type {Context} */ ctx) => stageCapture(ctx, "Whispered faces", passed),
  judging: passing,
  reveal: (/** @type {Context} */ ctx) => stageReveal(ctx, { film: { make, land }, closest: { make, land } }),
};

/** @param {RoomView} room */
function passed({ turn }) {
  if (!turn) return "Everybody copies a face that only they see.";
  return turn > 1 ? `Copied ${turn} times already. Copy what you see!` : "Now everybody copies the photo that came to them. Nothing else!";
}

function passing() {
  const screen = stageJudging();
  const title = find(screen.node, ".drumroll");
  title.setAttribute("aria-label", "Pass it on");
  title.replaceChildren(...["Pass", "it", "on!"].map((word, index) => el("span", { style: { "--i": index } }, word)));
  return screen;
}

/** @param {RoomView} room @param {CardView} card */
function make(room, card) {
  const face = el("li", {}, el("div.stage-print", {}, picture(card.prompt), el("p.chip", {}, "The face")));
  const frames = card.shots.map((shot, index) => el("li.film-frame", { style: { "--i": index + 1 } }, shotOf(shot, room)));
  const strip = el("ol.film", { data: { count: frames.length + 1 } }, face, ...frames);
  const node = el("div.stage-film", {}, strip, el("p.stage-film-words.bubble.held", { "aria-hidden": "true" }, "What came of it?"));
  frames.forEach((_, index) => setTimeout(() => node.isConnected && play("snap"), A_FRAME * (index + 1)));
  return node;
}

/** @param {RoomView} _room @param {CardView} card @param {HTMLElement} node @param {boolean} fresh */
function land(_room, card, node, fresh) {
  const closest = card.show === "closest";
  const words = el("p.stage-film-words.bubble.landing", {}, card.words);
  find(node, ".stage-film-words").replaceWith(words);
  if (closest) node.append(el("p.stamp", {}, "Closest chain!"));
  if (closest && fresh) node.prepend(confetti(40));
  mark(node, "landed", true);
  play(closest ? "great" : "poor");
  announce(closest ? `The closest chain. ${card.words}` : card.words);
}

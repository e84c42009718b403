/** The picture to share: the match and its closeness, and the guest's own face only if the guest says so. */

/** @import { LookalikeAnswer } from "../live/protocol.js" */

import { box, drawGround, drawPicture, drawTitle, HEIGHT, penOf, plain, stroke, WIDTH, words } from "../photos/ink.js";
import { handOn, mayShare, save } from "../photos/keeping.js";
import { art } from "../ui/art.js";
import { el } from "../ui/dom.js";
import { closerWords } from "./closeness.js";

const SIDE = 450;
const UNSAVED = "This browser cannot hand the picture on. Take a screenshot of it instead.";

/**
 * @param {LookalikeAnswer} answer
 * @param {string} photo of the guest, or empty
 * @param {(words: string) => void} complain
 */
export function souvenir(answer, photo, complain) {
  const canvas = el("canvas", { width: WIDTH, height: HEIGHT, role: "img", "aria-label": "The picture to share" });
  const tick = el("input", { type: "checkbox", onchange: draw });
  const consent = el("label.switch", {}, "Put my own photo on it", tick);
  const node = el(
    "details.panel.souvenir",
    { ontoggle: draw },
    el("summary.button", {}, "A picture to share"),
    el("p", {}, "Drawn on this device. Nothing is sent anywhere."),
    photo && consent,
    canvas,
    el(
      "div.row",
      {},
      el("button.button", { type: "button", onclick: () => attempt(save) }, "Save it"),
      mayShare() && el("button.button.cyan", { type: "button", onclick: () => attempt(handOn) }, "Share it"),
    ),
  );
  return node;

  async function draw() {
    if (node.open) await drawSouvenir(canvas, answer, tick.checked ? photo : "");
  }

  /** @param {(canvas: HTMLCanvasElement) => Promise<void>} act */
  function attempt(act) {
    act(canvas).catch(() => complain(UNSAVED));
  }
}

/** @param {HTMLCanvasElement} canvas @param {LookalikeAnswer} answer @param {string} photo */
async function drawSouvenir(canvas, { matches: [best, ...others] }, photo) {
  const pen = await penOf(canvas);
  drawGround(pen);
  drawTitle(pen, "Who do I look like?");
  frame(pen, 40, 300, 1000, 640, "#ffd23f");
  await drawPicture(pen, photo || art("no-face"), 70, 330, SIDE);
  await drawPicture(pen, best.picture, 560, 330, SIDE);
  words(pen, "Me", 295, 862, 60, "center", "#fffdf8");
  words(pen, best.name, 785, 862, 60, "center", "#fffdf8", SIDE);
  plain(pen, `${best.is_match ? "A match!" : "Best guess."} ${closerWords(best)}.`, WIDTH / 2, 916, 920, "center");
  for (const [index, other] of others.slice(0, 2).entries()) {
    const x = 40 + index * 510;
    frame(pen, x, 985, 490, 300, index ? "#2fbf71" : "#19d3da");
    await drawPicture(pen, other.picture, x + 20, 1005, 180);
    plain(pen, other.name, x + 220, 1075, 250);
    plain(pen, other.closer_than === undefined ? "" : `${other.closer_than} of 100`, x + 220, 1125, 250);
  }
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {number} width @param {number} height @param {string} colour */
function frame(pen, x, y, width, height, colour) {
  const path = box(x, y, width, height, 28);
  pen.fillStyle = colour;
  pen.fill(path);
  stroke(pen, path, 8);
}

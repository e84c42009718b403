/** Eight frames of one guest under the faces that they copied, each with a tick or a cross. */

/** @import { PromptView, ShotView } from "../live/protocol.js" */

import { HIT } from "../kinds/beats.js";
import { el } from "./dom.js";
import { picture } from "./prompt.js";

const COLUMNS = 4;
/** @type {Record<string, [sign: string, words: string]>} */
const SIGNS = { hit: ["✓", "hit"], miss: ["✗", "missed"], none: ["–", "no photo"] };

/**
 * `shots` are sheets of the same guest: of each face the best frame is shown.
 * @param {PromptView[]} faces
 * @param {ShotView[]} shots
 */
export function strip(faces, shots) {
  return el("ol.strip", {}, ...faces.map((face, number) => beat(face, number, bestOf(shots, number))));
}

/** @param {ShotView[]} shots @param {number} number */
function bestOf(shots, number) {
  const found = shots.flatMap((shot) => shot.frames.filter((frame) => frame.number === number).map(({ percent }) => ({ shot, percent })));
  return found.sort((a, b) => b.percent - a.percent)[0];
}

/** @param {PromptView} face @param {number} number @param {ReturnType<typeof bestOf>} best */
function beat(face, number, best) {
  const state = !best ? "none" : best.percent >= 100 * HIT ? "hit" : "miss";
  const [sign, words] = SIGNS[state];
  const percent = best ? `, ${Math.round(best.percent)} percent` : "";
  return el(
    "li.strip-beat",
    { data: { state }, style: { "--i": String(number) } },
    picture(face),
    el("div.strip-frame", {}, best?.shot.photo && frame(best.shot.photo, number)),
    el("b.strip-sign", {}, el("span", { "aria-hidden": "true" }, sign), el("span.unseen", {}, `Face ${number + 1}: ${words}${percent}`)),
  );
}

/** @param {string} photo @param {number} number */
function frame(photo, number) {
  const style = { "--column": String(number % COLUMNS), "--row": String(Math.floor(number / COLUMNS)) };
  return el("img", { src: photo, alt: "", draggable: "false", decoding: "async", style });
}

/** The thrown stickers, drawn by hand. */

/** @import { React } from "../live/protocol.js" */

import { drawn } from "./dom.js";

/** @typedef {React["sticker"]} Reaction */

/** @type {Record<Reaction, string>} */
export const REACTIONS = { laugh: "Laugh", heart: "Heart", fire: "Fire", wow: "Wow", clap: "Clap" };

const INK = { stroke: "#1b1430", "stroke-width": 3.5, "stroke-linejoin": "round", "stroke-linecap": "round" };
/** @param {string} d @param {string} fill */
const shape = (d, fill) => drawn("path", { d, fill, ...INK });
/** @param {string} fill */
const disc = (fill) => drawn("circle", { cx: 32, cy: 32, r: 25, fill, ...INK });
const HEART = "M32 55C8 39 7 26 10 19c4-10 17-9 22 1 5-10 18-11 22-1 3 7 2 20-22 36z";
const FLAME = "M33 5c3 11 18 17 18 34 0 12-8 20-19 20S13 51 13 40c0-9 6-13 8-21 4 2 6 5 7 9 4-5 6-13 5-23z";
const HAND =
  "M13 40l13-22c2-3 7-1 5 3l-5 9 12-17c3-3 7 0 5 3l-8 12 10-10c3-3 7 1 4 4l-9 11 8-6c4-2 6 2 4 5L41 49c-7 8-19 9-25 3-4-4-5-8-3-12z";

/** @type {Record<string, () => SVGElement[]>} */
const DRAWINGS = {
  laugh: () => [
    disc("#ffd23f"),
    shape("M15 27l9-4 1 7M49 27l-9-4-1 7", "none"),
    shape("M17 36h30c0 22-30 22-30 0z", "#b3003f"),
    shape("M8 36c-6 5-5 11 0 11s4-6 0-11zM56 36c6 5 5 11 0 11s-4-6 0-11z", "#19d3da"),
  ],
  heart: () => [shape(HEART, "#ff3d7f"), shape("M19 21c2-3 5-3 7-1", "none")],
  fire: () => [shape(FLAME, "#ff7a2e"), shape("M32 31c2 6 9 9 9 16 0 6-4 9-9 9s-9-4-9-9c0-6 6-8 9-16z", "#ffd23f")],
  wow: () => [
    disc("#19d3da"),
    drawn("circle", { cx: 22, cy: 26, r: 5, fill: "#fff", ...INK }),
    drawn("circle", { cx: 42, cy: 26, r: 5, fill: "#fff", ...INK }),
    drawn("ellipse", { cx: 32, cy: 44, rx: 7, ry: 9, fill: "#b3003f", ...INK }),
  ],
  clap: () => [shape(HAND, "#ffc99a"), shape("M46 9l2-6M54 16l6-3M38 6l-1-5", "none")],
};

/** @param {string} name */
export function reactionSign(name) {
  return drawn("svg.reaction-sign", { viewBox: "0 0 64 64", "aria-hidden": "true" }, ...DRAWINGS[name]());
}

/** Paper snippets. Where motion is unwelcome they lie still, as if already thrown. */

import { el } from "./dom.js";

const COLOURS = ["#ff3d7f", "#19d3da", "#ffd23f", "#2fbf71", "#fffdf8"];

export function confetti(count = 46) {
  return el("div.confetti", { "aria-hidden": "true" }, ...Array.from({ length: count }, (_, index) => snippet(index)));
}

/** @param {number} index */
function snippet(index) {
  /** @param {number} low @param {number} high */
  const some = (low, high) => low + Math.random() * (high - low);
  return el("i", {
    style: {
      "--x": `${some(0, 98)}%`,
      "--y": `${some(0, 96)}%`,
      "--turn": `${some(0, 360)}deg`,
      "--colour": COLOURS[index % COLOURS.length],
      "--time": `${some(3.5, 7)}s`,
      "--wait": `${some(-6, 0)}s`,
    },
  });
}

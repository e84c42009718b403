/** A face that others are to copy, of a reading: scoring/vision/posed.py in the browser, in percent. */

/** @import { Face } from "../live/protocol.js" */
/** @import { Openness } from "./expression.js" */

import { mapped } from "./similarity.js";

const STEP = 5;
/** How far apart both eyes have to be to be meant so. */
const WINK = 0.35;

/** @param {Openness} reading @returns {Face} */
export function posed({ left_eye: left, right_eye: right, mouth }) {
  const both = (mapped(left) + mapped(right)) / 2;
  const [one, other] = Math.abs(mapped(left) - mapped(right)) < WINK ? [both, both] : [left, right];
  return { left_eye: percent(one), right_eye: percent(other), mouth: percent(mouth) };
}

/** @param {number} value */
function percent(value) {
  return STEP * Math.round((100 * mapped(value)) / STEP);
}

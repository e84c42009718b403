/** Reading x target -> closeness: scoring/vision/similarity.py and calibration.py in the browser. */

/** @import { You } from "../live/protocol.js" */
/** @import { Openness, Reading, Target } from "./expression.js" */

import { hasSides } from "../ui/parts.js";

const [SHUT_UP_TO, OPEN_FROM] = [0.2, 0.8];

/**
 * How close a face is to a target, both { left_eye, right_eye, mouth } in 0..1 and what else counts in `parts`. Gives the
 * similarity and how far each part is off, all 0..1.
 * @param {Reading} reading
 * @param {Target} target
 */
export function score(reading, target) {
  /** @type {Record<string, number>} */
  const off = { eyes: eyesOff(reading, target), mouth: away(reading.mouth, target.mouth) };
  for (const [name, wanted] of Object.entries(target.parts ?? {})) off[name] = away(atLeast(name, reading.parts[name] ?? 0), wanted);
  const all = Object.values(off);
  return { similarity: 1 - all.reduce((sum, one) => sum + one, 0) / all.length, off };
}

/**
 * A reading in the player's own range, as `you.calibration` gives it; unchanged without one.
 * @param {Reading} reading
 * @param {You["calibration"] | null} range
 * @returns {Reading}
 */
export function calibrated(reading, range) {
  if (!range) return reading;
  /** @param {number} value */
  const eye = (value) => stretched(value, range.eyes_shut, range.eyes_open);
  const mouth = stretched(reading.mouth, range.mouth_shut, range.mouth_open);
  const parts = Object.entries(reading.parts).map(([name, value]) => [name, fromRest(value, range[name] ?? 0)]);
  return { left_eye: eye(reading.left_eye), right_eye: eye(reading.right_eye), mouth, parts: Object.fromEntries(parts) };
}

/** What has no other side is never below nothing. @param {string} name @param {number} value */
function atLeast(name, value) {
  return hasSides(name) ? value : Math.max(0, value);
}

/** @param {number} value @param {number} rest 0 for what is the same in every face */
function fromRest(value, rest) {
  return Math.min(1, (value - rest) / (1 - Math.max(0, rest)));
}

/**
 * Openness up to 0.2 counts as shut, from 0.8 as wide open; the same of the other side.
 * @param {number} value
 * @returns {number}
 */
export function mapped(value) {
  if (value < 0) return -mapped(-value);
  if (value <= SHUT_UP_TO) return 0;
  return value >= OPEN_FROM ? 1 : value;
}

/** @param {Openness} reading @param {Openness} target */
function eyesOff(reading, target) {
  if (target.left_eye !== target.right_eye) return (away(reading.left_eye, target.left_eye) + away(reading.right_eye, target.right_eye)) / 2;
  return away((reading.left_eye + reading.right_eye) / 2, target.left_eye);
}

/** @param {number} value @param {number} wanted */
function away(value, wanted) {
  return Math.min(1, Math.abs(mapped(value) - mapped(wanted)));
}

/** @param {number} value @param {number} low @param {number} high */
function stretched(value, low, high) {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

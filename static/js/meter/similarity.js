/** Reading x target -> closeness: scoring/vision/similarity.py and calibration.py in the browser. */

/** @import { You } from "../live/protocol.js" */
/** @import { Openness } from "./expression.js" */

const [SHUT_UP_TO, OPEN_FROM] = [0.2, 0.8];

/**
 * How close a face is to a target, both { left_eye, right_eye, mouth } in 0..1. Gives the
 * similarity and how far eyes and mouth are off, all 0..1.
 * @param {Openness} reading
 * @param {Openness} target
 */
export function score(reading, target) {
  const eyes = eyesOff(reading, target);
  const mouth = off(reading.mouth, target.mouth);
  return { similarity: 1 - (eyes + mouth) / 2, off: { eyes, mouth } };
}

/**
 * A reading in the player's own range, as `you.calibration` gives it; unchanged without one.
 * @param {Openness} reading
 * @param {You["calibration"] | null} range
 */
export function calibrated(reading, range) {
  if (!range) return reading;
  /** @param {number} value */
  const eye = (value) => stretched(value, range.eyes_shut, range.eyes_open);
  const mouth = stretched(reading.mouth, range.mouth_shut, range.mouth_open);
  return { left_eye: eye(reading.left_eye), right_eye: eye(reading.right_eye), mouth };
}

/**
 * Openness up to 0.2 counts as shut, from 0.8 as wide open.
 * @param {number} value
 */
export function mapped(value) {
  if (value <= SHUT_UP_TO) return 0;
  return value >= OPEN_FROM ? 1 : value;
}

/** @param {Openness} reading @param {Openness} target */
function eyesOff(reading, target) {
  if (target.left_eye !== target.right_eye) return (off(reading.left_eye, target.left_eye) + off(reading.right_eye, target.right_eye)) / 2;
  return off((reading.left_eye + reading.right_eye) / 2, target.left_eye);
}

/** @param {number} value @param {number} wanted */
function off(value, wanted) {
  return Math.abs(mapped(value) - mapped(wanted));
}

/** @param {number} value @param {number} low @param {number} high */
function stretched(value, low, high) {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

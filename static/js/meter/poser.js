/** Tells the stage what a face does while its owner poses: a few numbers, never a picture. */

/** @import { Face } from "../live/protocol.js" */
/** @import { Reading } from "./expression.js" */

import { likes } from "../ui/habits.js";

/** Milliseconds from one pose to the next; one that is like the last is said again only after the longer time. */
const [PACE, AGAIN] = [100, 2000];
/** Numbers are told in steps of so many percent: what trembles less is no news. */
const STEP = 4;

/**
 * Hears every reading of the meter, and says some of them.
 * @param {(face: Face) => void} say
 * @param {() => number} clock milliseconds
 */
export function poser(say, clock = () => performance.now()) {
  let last = "";
  let said = -Infinity;
  return hear;

  /** @param {Reading | null} reading */
  function hear(reading) {
    if (!reading || !likes("puppet")) return;
    const face = faceOf(reading);
    const news = JSON.stringify(face);
    const now = clock();
    if (now - said < (news === last ? AGAIN : PACE)) return;
    [last, said] = [news, now];
    say(face);
  }
}

/** @param {Reading} reading @returns {Face} */
function faceOf({ left_eye: left, right_eye: right, mouth, parts: { tilt } }) {
  const face = { left_eye: left, right_eye: right, mouth, tilt };
  return /** @type {any} */ (Object.fromEntries(Object.entries(face).map(([part, value]) => [part, percent(value)])));
}

/** @param {number} value */
function percent(value) {
  return Math.max(-100, Math.min(100, STEP * Math.round((100 * value) / STEP)));
}

/** Where a round of rhythm is: eight faces, one after the other, by the server's time. */

/** @import { RoomView } from "../live/protocol.js" */

import { timeOf } from "../ui/countdown.js";
import { el, mark } from "../ui/dom.js";

// As in game/engine/kinds/rhythm.py.
export const BEATS = 8;
/** Milliseconds of each. */
export const BEAT = 2500;
/** The similarity from which a face is hit. */
export const HIT = 0.75;

/**
 * The beat that goes on, from 0 (BEATS when all are over), and how much of it is over. A pause stops it.
 * @param {RoomView} room @param {number} now
 */
export function beatAt(room, now) {
  const { left, total } = timeOf(room, now);
  const beats = Math.max(0, total - left) / BEAT;
  const number = Math.min(BEATS, Math.floor(beats));
  return { number, share: number < BEATS ? beats - number : 1 };
}

/** How many there are in a row at the end of `hits`. @param {Array<boolean | undefined>} hits */
export function comboOf(hits) {
  const since = [...hits].reverse().findIndex((hit) => !hit);
  return since < 0 ? hits.length : since;
}

/** A dot for each beat: which one is on, and which were hit. */
export function beatRow() {
  const dots = Array.from({ length: BEATS }, () => el("i.beat-dot"));
  const node = el("div.beat-row", { "aria-hidden": "true" }, ...dots);
  return { node, show };

  /** @param {{ number: number, share: number }} beat @param {Array<boolean | undefined>} [hits] */
  function show({ number, share }, hits = []) {
    dots.forEach((dot, index) => {
      mark(dot, "state", index === number ? "on" : index > number ? "" : hits[index] === undefined ? "over" : hits[index] ? "hit" : "miss");
      dot.style.setProperty("--share", index === number ? share.toFixed(2) : index < number ? "1" : "0");
    });
  }
}

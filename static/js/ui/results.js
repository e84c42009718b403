/** What is said of a result in the reveal, wherever it is drawn. */

/** @import { ResultView } from "../live/protocol.js" */

/**
 * Changes whenever the card has to be drawn anew.
 * @param {ResultView} result
 */
export function resultKey(result) {
  return `${result.seat} ${result.take ?? ""} ${result.code} ${result.percent ?? ""} ${result.place ?? ""} ${result.withdrawn ? "down" : result.photo ? "shown" : "hidden"}`;
}

/** @param {ResultView} result @returns {number | null} */
export function shownPercent(result) {
  return result.code === "scored" ? (result.percent ?? null) : null;
}

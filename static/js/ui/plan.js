/** What one will do, and how long it will take, with which faces. */

/** @import { RoomView } from "../live/protocol.js" */

/** @param {RoomView} room */
export function planOf({ settings: { rounds, capture }, deck }) {
  return `${rounds} ${rounds === 1 ? "round" : "rounds"} of ${capture} seconds, deck “${deck.name}”`;
}

/** @param {RoomView} room */
export function taskOf({ settings: { capture } }) {
  return `Everybody gets the same anime face. Copy it with yours: ${capture} seconds, up to 3 photos, and the best one counts.`;
}

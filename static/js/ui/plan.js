/** How long it will take, with which faces. */

/** @import { RoomView } from "../live/protocol.js" */

/** @param {RoomView} room */
export function planOf({ settings: { rounds, capture }, deck }) {
  return `${rounds} ${rounds === 1 ? "round" : "rounds"} of ${capture} seconds, deck “${deck.name}”`;
}

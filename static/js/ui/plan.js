/** What one will do, and how long it will take, with which faces. */

/** @import { RoomView } from "../live/protocol.js" */

import { isClassic, kindsInWords } from "./programmes.js";
import { teamsInWords } from "./teams.js";

/** @param {RoomView} room */
export function planOf(room) {
  return room.teams.length ? `${planOfRounds(room)}. Teams: ${teamsInWords(room.teams)}` : planOfRounds(room);
}

/** @param {RoomView} room */
function planOfRounds({ settings: { rounds, capture }, programme, deck }) {
  const many = `${rounds} ${rounds === 1 ? "round" : "rounds"}`;
  if (isClassic(programme)) return `${many} of ${capture} seconds, deck “${deck.name}”`;
  return `${many}: ${kindsInWords(programme)}. Deck “${deck.name}”`;
}

/** @param {RoomView} room */
export function taskOf({ settings: { capture }, programme }) {
  const copy = `Everybody gets the same anime face. Copy it with yours: ${capture} seconds, up to 3 photos, and the best one counts.`;
  if (isClassic(programme)) return copy;
  if (!programme.includes("copy")) return "Copy faces with your own. Every kind of round says what to do when it begins.";
  return `${copy} Other kinds of rounds say what to do when they begin.`;
}

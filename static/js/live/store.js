/** What this screen knows of the room. Messages change it by one rule: a patch applies when its version follows. */

import { applyPatch } from "./patch.js";

export const EMPTY = { room: null, you: null, youAt: 0, connection: "connecting", closed: null, refused: null };

/** The next state, and whether a version was missed. */
export function receive(state, message) {
  switch (message.type) {
    case "snapshot":
      return { state: { ...state, room: message.room, you: message.you ?? null, youAt: message.room.version }, gap: false };
    case "update":
      return update(state, message);
    case "you":
      return { state: own(state, message), gap: false };
    case "photo_gone":
      return { state: withoutPhoto(state, message.take), gap: false };
    case "closed":
      return { state: { ...state, room: null, you: null, closed: message }, gap: false };
    default:
      return { state, gap: false };
  }
}

function own(state, message) {
  return message.version < state.youAt ? state : { ...state, you: message.you, youAt: message.version };
}

function update(state, message) {
  if (!state.room || message.version <= state.room.version) return { state, gap: false };
  if (message.version > state.room.version + 1) return { state, gap: true };
  const room = { ...applyPatch(state.room, message.patch), version: message.version };
  return { state: { ...state, room }, gap: false };
}

/** The state without any link to the photo of this take. A link holds the take's id. */
function withoutPhoto(value, take) {
  if (Array.isArray(value)) return value.map((item) => withoutPhoto(item, take));
  if (typeof value !== "object" || value === null) return value;
  const shown = Object.entries(value).filter(([key, text]) => !(key === "photo" && String(text).includes(take)));
  return Object.fromEntries(shown.map(([key, item]) => [key, withoutPhoto(item, take)]));
}

/** Holds the state and tells whoever listens. */
export class Store {
  state = EMPTY;
  #listeners = new Set();

  listen(listener) {
    this.#listeners.add(listener);
  }

  set(state) {
    const before = this.state;
    if (state === before) return;
    this.state = state;
    for (const listener of this.#listeners) listener(state, before);
  }

  change(fields) {
    this.set({ ...this.state, ...fields });
  }
}

/** Which phase of which round it is, for what is asked of just that one. */
export function momentOf({ phase, round }) {
  return { phase, round };
}

/** Whether nothing but the podium comes after this round. */
export function isLast({ round, rounds }) {
  return round === rounds;
}

/** Your own seat in the room, or null for who only watches. */
export function mySeat({ room, you }) {
  return (you && room?.seats[you.seat]) || null;
}

/** The seats in the order of their points, then of their names. */
export function seatsInOrder(room) {
  return Object.values(room.seats).sort((a, b) => b.points - a.points || a.nickname.localeCompare(b.nickname));
}

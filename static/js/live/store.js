/** What this screen knows of the room. Messages change it by one rule: a patch applies when its version follows. */

/**
 * @import {
 *   ClosedMessage, ErrorMessage, PanelMessage, RoomView, ServerMessage, Skip,
 *   UpdateMessage, You, YouMessage,
 * } from "./protocol.js"
 */

import { applyPatch } from "./patch.js";

/**
 * @typedef {object} State
 * @property {RoomView | null} room
 * @property {You | null} you
 * @property {number} youAt the version of the room that `you` belongs to
 * @property {"connecting" | "open" | "lost" | "over"} connection
 * @property {Omit<ClosedMessage, "type"> | null} closed
 * @property {Omit<ErrorMessage, "type"> | null} refused
 *
 * @typedef {State & { room: RoomView }} InRoom
 * @typedef {InRoom & { you: You }} Posing
 */

/** @type {State} */
export const EMPTY = { room: null, you: null, youAt: 0, connection: "connecting", closed: null, refused: null };

/**
 * The next state, and whether a version was missed.
 * @param {State} state
 * @param {ServerMessage | PanelMessage} message
 * @returns {{ state: State, gap: boolean }}
 */
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

/** @param {State} state @param {YouMessage} message */
function own(state, message) {
  return message.version < state.youAt ? state : { ...state, you: message.you, youAt: message.version };
}

/** @param {State} state @param {UpdateMessage} message */
function update(state, message) {
  if (!state.room || message.version <= state.room.version) return { state, gap: false };
  if (message.version > state.room.version + 1) return { state, gap: true };
  const room = { ...applyPatch(state.room, message.patch), version: message.version };
  return { state: { ...state, room }, gap: false };
}

/**
 * The state without any link to the photo of this take. A link holds the take's id.
 * @template T
 * @param {T} value
 * @param {string} take
 * @returns {T}
 */
function withoutPhoto(value, take) {
  if (Array.isArray(value)) return /** @type {T} */ (value.map((item) => withoutPhoto(item, take)));
  if (typeof value !== "object" || value === null) return value;
  const shown = Object.entries(value).filter(([key, text]) => !(key === "photo" && String(text).includes(take)));
  return /** @type {T} */ (Object.fromEntries(shown.map(([key, item]) => [key, withoutPhoto(item, take)])));
}

/** Holds the state and tells whoever listens. */
export class Store {
  state = EMPTY;
  /** @type {Set<(state: State, before: State) => void>} */
  #listeners = new Set();

  /** @param {(state: State, before: State) => void} listener */
  listen(listener) {
    this.#listeners.add(listener);
  }

  /** @param {State} state */
  set(state) {
    const before = this.state;
    if (state === before) return;
    this.state = state;
    for (const listener of this.#listeners) listener(state, before);
  }

  /** @param {Partial<State>} fields */
  change(fields) {
    this.set({ ...this.state, ...fields });
  }
}

/**
 * Which phase of which round and turn it is, for what is asked of just that one while a game runs.
 * @param {RoomView} room
 */
export function momentOf({ phase, round, turn }) {
  return { phase: /** @type {Skip["phase"]} */ (phase), round, turn };
}

/**
 * Whether nothing but the podium comes after this round.
 * @param {RoomView} room
 */
export function isLast({ round, rounds }) {
  return round === rounds;
}

/**
 * Your own seat in the room, or null for who only watches.
 * @param {State} state
 */
export function mySeat({ room, you }) {
  return (you && room?.seats[you.seat]) || null;
}

/**
 * The seats in the order of their points, then of their names.
 * @param {RoomView} room
 */
export function seatsInOrder(room) {
  return Object.values(room.seats).sort((a, b) => b.points - a.points || a.nickname.localeCompare(b.nickname));
}

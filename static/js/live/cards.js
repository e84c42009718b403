/** Where a reveal is: a function of the room and the server's time, so that every screen shows the same card. */

/** @import { RoomView } from "./protocol.js" */

/** The share of a card's time during which its scores are held back. */
const HELD = 0.3;
/** So many milliseconds after it landed, a score has only just done so. */
const FRESH = 500;

/** @typedef {Pick<RoomView, "cards" | "deadline" | "time_left" | "paused">} Revealing */

/**
 * How long the whole reveal takes, in milliseconds.
 * @param {Pick<RoomView, "cards">} room
 */
export function revealLength({ cards }) {
  return cards.reduce((sum, card) => sum + card.lasts, 0);
}

/**
 * The card that is shown now: its number, its seats (none with the standings), whether its scores have `landed`,
 * and whether they did so just now, which is worth a drum.
 * @param {Revealing} room
 * @param {number} now
 */
export function cardAt(room, now) {
  const { cards } = room;
  const left = room.paused ? room.time_left : (room.deadline ?? now) - now;
  let elapsed = Math.max(0, revealLength(room) - (left ?? 0));
  let index = 0;
  while (index < cards.length - 1 && elapsed >= cards[index].lasts) elapsed -= cards[index++].lasts;
  const { seats, lasts } = cards[index] ?? { seats: [], lasts: 0 };
  const since = elapsed - lasts * HELD;
  return { index, seats, landed: since >= 0, fresh: since >= 0 && since < FRESH };
}

/**
 * The seats whose scores have landed by now. With the standings it is everybody, and who has left since their card.
 * @param {Revealing & Pick<RoomView, "seats">} room
 * @param {number} now
 */
export function toldBy(room, now) {
  const { index, seats, landed } = cardAt(room, now);
  const over = room.cards.slice(0, index).flatMap((card) => card.seats);
  if (!seats.length && index >= room.cards.length - 1) return new Set([...over, ...Object.keys(room.seats)]);
  return new Set(landed ? [...over, ...seats] : over);
}

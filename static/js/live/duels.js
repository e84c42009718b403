/** Who is against whom in a face-off, on the phone and on the stage. */

/** @import { CardView, PromptView, RoomView, SeatView, ShotView } from "./protocol.js" */

/**
 * The pairs of this stage in their order, each with its face.
 * @param {RoomView} room
 * @returns {{ number: number, seats: SeatView[], prompt: PromptView | undefined }[]}
 */
export function duels({ seats, prompt, prompts }) {
  const faces = prompts.length ? prompts : [prompt];
  return faces.flatMap((asked, index) => {
    const number = index + 1;
    const pair = Object.values(seats).filter((seat) => seat.role === `pair ${number}`);
    return pair.length ? [{ number, seats: pair, prompt: asked }] : [];
  });
}

/**
 * Both photos of a match, in an order that does not tell who has won.
 * @param {RoomView} room @param {CardView} card
 * @returns {{ seat: string, shot: ShotView | undefined, won: boolean }[]}
 */
export function photosOf(room, card) {
  const [winner] = card.seats;
  const order = Object.keys(room.seats);
  const seats = [...card.seats].sort((one, other) => order.indexOf(one) - order.indexOf(other));
  return seats.map((seat) => ({ seat, shot: card.shots.find((shot) => shot.seat === seat), won: seat === winner }));
}

/** @param {RoomView} room @param {string} seat */
export function nameOf(room, seat) {
  return room.seats[seat]?.nickname ?? "Somebody";
}

/** Why this one, where the numbers do not say it. @param {CardView} card */
export function reason({ shots: [one, other] }) {
  if (!one) return "A coin says: ";
  return other && Math.round(one.percent ?? 0) === Math.round(other.percent ?? 0) ? "By a hair: " : "";
}

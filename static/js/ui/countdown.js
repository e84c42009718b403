/** A ring that closes, a number in it, and a beat in the last five seconds. */

/** @import { RoomView } from "../live/protocol.js" */

import { announce } from "./announce.js";
import { drawn, el, mark, say } from "./dom.js";
import { beat } from "./sound.js";

const SPOKEN = new Set([30, 20, 10, 5]);
const LATE = 5;

/** `tick` draws it for the server's time. */
export function countdown({ spoken = true } = {}) {
  const arc = drawn("circle.ring-left", { cx: 50, cy: 50, r: 41, pathLength: 1, "stroke-dasharray": 1 });
  const rim = drawn("circle.ring-plate", { cx: 50, cy: 50, r: 48 });
  const number = el("span.ring-number");
  const node = el(
    "div.ring",
    { role: "timer", "aria-label": "Time left" },
    drawn("svg", { viewBox: "0 0 100 100", "aria-hidden": "true" }, rim, arc),
    number,
  );
  /** @type {number | null} */
  let shown = null;

  /** @param {number} now @param {RoomView} room */
  function tick(now, room) {
    const { left, total } = timeOf(room, now);
    const seconds = Math.ceil(left / 1000);
    arc.style.strokeDashoffset = String(1 - Math.min(1, left / total));
    if (seconds === shown) return;
    say(number, String(seconds));
    mark(node, "late", seconds <= LATE && !room.paused);
    if (shown !== null && !room.paused) speak(seconds);
    shown = seconds;
  }

  /** @param {number} seconds */
  function speak(seconds) {
    if (!spoken) return;
    if (SPOKEN.has(seconds)) announce(`${seconds} seconds left`);
    if (seconds > 0 && seconds <= LATE) beat(seconds === 1);
  }

  return { node, tick };
}

/**
 * Milliseconds left of the phase, and of the whole phase.
 * @param {RoomView} room @param {number} now
 */
export function timeOf(room, now) {
  const left = Math.max(0, room.paused ? (room.time_left ?? 0) : (room.deadline ?? now) - now);
  return { left, total: room.lasts ?? 1000 };
}

/**
 * How much of the phase is over, 0 to 1.
 * @param {RoomView} room @param {number} now
 */
export function progressOf(room, now) {
  const { left, total } = timeOf(room, now);
  return Math.min(1, Math.max(0, 1 - left / total));
}

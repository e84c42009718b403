/** Who leads: bars that grow with the points. */

/** @import { RoomView, SeatView } from "../live/protocol.js" */

import { toldBy } from "../live/cards.js";
import { isLast } from "../live/store.js";
import { el, find, keep, mark, say } from "./dom.js";
import { face } from "./sticker.js";
import { showTeam, teamSign } from "./teams.js";

/**
 * The rows in order, each with its seat; seats that have left are no longer shown.
 * @param {RoomView} room
 */
export function rowsOf(room) {
  return Object.values(room.standings)
    .filter((row) => room.seats[row.seat])
    .sort((a, b) => a.place - b.place);
}

/** @typedef {{ seat: string, points: number }} Row */

/**
 * The rows as far as the room has seen: in a reveal, points come with their photo. In the last one they all wait for
 * the podium.
 * @param {RoomView} room
 * @param {number} now
 * @returns {Row[]}
 */
export function rowsSoFar(room, now) {
  if (room.phase === "podium") return rowsOf(room);
  const playing = Object.values(room.seats).filter((seat) => seat.plays);
  const told = toldSoFar(room, now);
  const whole = toldWhole(room, now);
  const rows = playing.map(({ id, nickname, points }) => ({
    seat: id,
    nickname,
    points: told.has(id) ? points : points - (room.results[id]?.points ?? 0),
    // Who of equals is ahead would tell what is still to come.
    place: whole ? (room.standings[id]?.place ?? 0) : 0,
  }));
  return rows.sort((a, b) => b.points - a.points || a.place - b.place || a.nickname.localeCompare(b.nickname));
}

/** Whether everybody's points are told. @param {RoomView} room @param {number} now */
export function toldWhole(room, now) {
  const told = toldSoFar(room, now);
  return Object.values(room.seats).every((seat) => !seat.plays || told.has(seat.id));
}

/** @param {RoomView} room @param {number} now */
function toldSoFar(room, now) {
  if (room.phase !== "reveal") return new Set(Object.keys(room.seats));
  return isLast(room) ? new Set() : toldBy(room, now);
}

export function standings() {
  const list = el("ol.standings");
  return { node: list, update };

  /** @param {RoomView} room @param {string | null} you */
  function update(room, you = null) {
    const rows = rowsOf(room);
    const most = Math.max(1, ...rows.map((row) => row.points));
    keep(
      list,
      rows,
      (row) => row.seat,
      (row) => makeRow(room.seats[row.seat]),
      (node, row, index) => {
        node.style.setProperty("--share", String(row.points / most));
        node.style.setProperty("--i", String(index));
        say(find(node, ".place"), String(row.place));
        say(find(node, ".points"), String(row.points));
        say(find(node, ".gain"), gainOf(room, row.seat));
        mark(node, "you", row.seat === you);
      },
    );
  }
}

/**
 * What the round brought that is being revealed.
 * @param {RoomView} room
 * @param {string} seat
 */
function gainOf({ phase, results }, seat) {
  const points = phase === "reveal" && results[seat]?.points;
  return points ? `+${points}` : "";
}

/** @param {SeatView} seat */
function makeRow(seat) {
  const sign = teamSign();
  showTeam(sign, seat.team);
  return el(
    "li.standing.slide-in",
    {},
    el("span.place"),
    el("span.standing-face", {}, face(seat.avatar)),
    el("span.standing-bar", {}, sign, el("span.standing-name", {}, seat.nickname), el("span.gain")),
    el("span.points"),
  );
}

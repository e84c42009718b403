/** Who leads: bars that grow with the points. */

import { el, keep, mark, say } from "./dom.js";
import { face } from "./sticker.js";

/** The rows in order, each with its seat; seats that have left are no longer shown. */
export function rowsOf(room) {
  return Object.values(room.standings)
    .filter((row) => room.seats[row.seat])
    .sort((a, b) => a.place - b.place);
}

export function standings() {
  const list = el("ol.standings");
  return { node: list, update };

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
        say(node.querySelector(".place"), String(row.place));
        say(node.querySelector(".points"), String(row.points));
        say(node.querySelector(".gain"), gainOf(room, row.seat));
        mark(node, "you", row.seat === you);
      },
    );
  }
}

/** What the round brought that is being revealed. */
function gainOf({ phase, results }, seat) {
  const points = phase === "reveal" && results[seat]?.points;
  return points ? `+${points}` : "";
}

function makeRow(seat) {
  return el(
    "li.standing.slide-in",
    {},
    el("span.place"),
    el("span.standing-face", {}, face(seat.avatar)),
    el("span.standing-bar", {}, el("span.standing-name", {}, seat.nickname), el("span.gain")),
    el("span.points"),
  );
}

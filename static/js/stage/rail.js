/** Beside everything: the round, and who is in with how many points, in the order that the room has seen so far. */

/** @import { RoomView, SeatView } from "../live/protocol.js" */
/** @import { Row } from "../ui/standings.js" */

import { isLast } from "../live/store.js";
import { el, find, keep, mark, say } from "../ui/dom.js";
import { glide } from "../ui/glide.js";
import { breadth, nameTag } from "../ui/names.js";
import { rowsSoFar, toldWhole } from "../ui/standings.js";
import { face } from "../ui/sticker.js";
import { showTeam, teamSign, teamTable } from "../ui/teams.js";

/** So many lines are read from the sofa; the last one counts who finds no place. */
const LINES = 12;
/** Names of more letters have the line to themselves. */
const LONG = 9;

/** @param {HTMLElement} box */
export function rail(box) {
  const round = el("p.rail-round.caption");
  const list = el("ol.rail-seats", { "aria-label": "Who is in" });
  const more = el("p.rail-more-seats");
  const teams = teamTable();
  box.append(round, teams.node, list, more);
  let order = "";
  return { tick };

  /** @param {number} now @param {RoomView} room */
  function tick(now, room) {
    round.hidden = room.phase === "lobby" || room.phase === "podium";
    say(round, `Round ${room.round} of ${room.rounds}`);
    teams.update(room, toldWhole(room, now));
    teams.node.hidden ||= room.phase === "lobby";
    const rows = room.phase === "lobby" ? [] : rowsSoFar(room, now);
    const shown = rows.length > LINES ? rows.slice(0, LINES - 1) : rows;
    more.hidden = shown === rows;
    say(more, `and ${rows.length - shown.length} more`);
    const next = shown.map((row) => row.seat).join();
    if (next === order) return fill(room, shown);
    order = next;
    glide(list, () => fill(room, shown));
  }

  /** @param {RoomView} room @param {Row[]} rows */
  function fill(room, rows) {
    // Who leads after the last round is the podium's secret.
    const secret = room.phase === "reveal" && isLast(room);
    keep(
      list,
      rows,
      (row) => row.seat,
      (row) => make(room.seats[row.seat]),
      (item, row) => {
        showTeam(find(item, ".team-sign"), room.seats[row.seat].team);
        mark(item, "away", !room.seats[row.seat].connected);
        say(find(item, "b"), secret ? "?" : String(row.points));
      },
    );
  }
}

/** @param {SeatView} seat */
function make(seat) {
  const node = el("li.rail-seat", {}, face(seat.avatar), teamSign(), nameTag(seat.nickname), el("b"));
  mark(node, "long", breadth(seat.nickname.replaceAll(/[ -]/g, "_")) > LONG);
  return node;
}

/** Beside everything: the round, and who is in with how many points. */

/** @import { RoomView, SeatView } from "../live/protocol.js" */

import { seatsInOrder } from "../live/store.js";
import { el, find, keep, say } from "../ui/dom.js";
import { rowsOf } from "../ui/standings.js";
import { face } from "../ui/sticker.js";

const MOST = 8;

/** @param {HTMLElement} box */
export function rail(box) {
  const round = el("p.rail-round.caption");
  const list = el("ul.rail-seats");
  box.append(round, list);
  return { update };

  /** @param {RoomView} room */
  function update(room) {
    round.hidden = room.phase === "lobby" || room.phase === "podium";
    say(round, `Round ${room.round} of ${room.rounds}`);
    // The reveal must not give the winner away before the stage does.
    if (room.phase === "reveal" && list.firstChild) return;
    keep(
      list,
      shown(room).slice(0, MOST),
      (seat) => seat.id,
      make,
      (item, seat) => {
        item.toggleAttribute("data-away", !seat.connected);
        say(find(item, "b"), String(seat.points));
      },
    );
  }
}

/**
 * Nobody has points before the game; after it, ties are broken as on the podium.
 * @param {RoomView} room
 */
function shown(room) {
  if (room.phase === "lobby") return [];
  if (room.phase === "podium") return rowsOf(room).map((row) => room.seats[row.seat]);
  return seatsInOrder(room).filter((seat) => seat.plays);
}

/** @param {SeatView} seat */
function make(seat) {
  return el("li.rail-seat", {}, face(seat.avatar), el("span", {}, seat.nickname), el("b"));
}

/** Beside everything: the round, and who is in with how many points. */

import { el, keep, say } from "../dom.js";
import { seatsInOrder } from "../store.js";
import { face } from "../ui/sticker.js";

const MOST = 8;

export function rail(box) {
  const round = el("p.rail-round.caption");
  const list = el("ul.rail-seats");
  box.append(round, list);
  return { update };

  function update(room) {
    const running = room.phase !== "lobby" && room.phase !== "podium";
    round.hidden = !running;
    say(round, `Round ${room.round} of ${room.rounds}`);
    // The reveal must not give the winner away before the stage does.
    if (room.phase === "reveal" && list.firstChild) return;
    const seats = running
      ? seatsInOrder(room)
          .filter((seat) => seat.plays)
          .slice(0, MOST)
      : [];
    keep(
      list,
      seats,
      (seat) => seat.id,
      make,
      (item, seat) => {
        item.toggleAttribute("data-away", !seat.connected);
        say(item.lastChild, String(seat.points));
      },
    );
  }
}

function make(seat) {
  return el("li.rail-seat", {}, face(seat.avatar), el("span", {}, seat.nickname), el("b"));
}

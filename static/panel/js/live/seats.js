/** The guests, with what the house can do about each. */

/** @import { Send } from "../../../js/live/connection.js" */
/** @import { RemovedView, RoomView, SeatView } from "../../../js/live/protocol.js" */

import { el, find, keep, mark, say } from "../../../js/ui/dom.js";
import { avatarUrl } from "../../../js/ui/sticker.js";
import { button, confirmButton } from "../buttons.js";

const DOING = { posing: "posing", sent: "sent a photo", done: "done", voting: "voting", voted: "voted", resting: "" };

/** @param {HTMLElement} list @param {Send} send */
export function seats(list, send) {
  return { update };

  /** @param {RoomView} room */
  function update(room) {
    const people = Object.values(room.seats).sort(
      (a, b) => b.points - a.points || a.nickname.localeCompare(b.nickname),
    );
    keep(
      list,
      people,
      (seat) => seat.id,
      (seat) => person(seat, send),
      (node, seat) => fill(node, seat, room),
    );
  }
}

/** Who was removed and may come back. @param {HTMLElement} list @param {Send} send */
export function removed(list, send) {
  return { update };

  /** @param {RemovedView[]} all */
  function update(all) {
    keep(
      list,
      all,
      (gone) => gone.seat,
      (gone) => whoWasRemoved(gone, send),
    );
  }
}

/** @param {RemovedView} gone @param {Send} send */
function whoWasRemoved({ seat, nickname, avatar }, send) {
  const back = button("Let back in", () => send("let_back", { seat }));
  back.setAttribute("aria-label", `Let ${nickname} back in`);
  return el("li.hp-seat", {}, portrait(avatar), el("p.hp-who", {}, el("b", {}, nickname)), back);
}

/** @param {string} avatar */
function portrait(avatar) {
  return el("img", { src: avatarUrl(avatar), alt: "", width: 44, height: 44 });
}

/** @param {SeatView} seat @param {Send} send */
function person(seat, send) {
  /** @param {"name_host" | "kick" | "ban" | "erase_seat"} type */
  const to = (type) => () => send(type, { seat: seat.id });
  /** @type {HTMLButtonElement} */
  const second = button("Second host", () => send("name_second_host", second.dataset.on ? {} : { seat: seat.id }));
  return el(
    "li.hp-seat",
    {},
    portrait(seat.avatar),
    el("p.hp-who", {}, el("b"), el("span.hp-quiet")),
    el(
      "details.hp-more",
      {},
      el("summary", {}, "Do…"),
      el(
        "div.hp-row",
        {},
        button("Make host", to("name_host")),
        second,
        confirmButton("Kick", "Out of this room?", to("kick")),
        confirmButton("Ban", "Out of all your rooms?", to("ban")),
        confirmButton("Erase", "Erase this person?", to("erase_seat")),
      ),
    ),
  );
}

/** @param {HTMLElement} node @param {SeatView} seat @param {RoomView} room */
function fill(node, seat, room) {
  const second = seat.id === room.second_host;
  const words = [
    seat.connected ? "here" : "away",
    seat.host && "host",
    second && "second host",
    !seat.plays && "not playing",
    DOING[seat.doing],
    seat.takes && `${seat.takes} of 3 photos`,
    `${seat.points} points`,
  ];
  say(find(node, "b"), seat.nickname);
  say(find(node, ".hp-who span"), words.filter(Boolean).join(" · "));
  mark(node, "away", !seat.connected);
  const [makeHost, makeSecond] = node.querySelectorAll("button");
  makeHost.hidden = makeSecond.hidden = seat.host;
  say(makeSecond, second ? "No second host" : "Second host");
  mark(makeSecond, "on", second);
}

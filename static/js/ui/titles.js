/** Superlatives: a title, who earned it, and the proof. */

/** @import { RoomView, SeatView, Superlative } from "../live/protocol.js" */

import { el, keep } from "./dom.js";
import { face } from "./sticker.js";

export function titleCards() {
  const node = el("ul.titles", { "aria-label": "Titles of the evening" });
  return { node, update };

  /** @param {RoomView} room */
  function update(room) {
    const titles = Object.entries(room.superlatives).filter(([, title]) => room.seats[title.seat]);
    keep(
      node,
      titles,
      ([key, title]) => `${key} ${title.seat} ${title.photo ? "photo" : ""}`,
      ([, title]) => card(title, room.seats[title.seat]),
    );
  }
}

/** @param {Superlative} title @param {SeatView} seat */
function card(title, seat) {
  const picture = title.photo
    ? el("img.title-photo", { src: title.photo, alt: `${seat.nickname}'s photo` })
    : face(seat.avatar);
  const who = el("p.title-who", {}, el("span", {}, `${seat.nickname},`), " ", el("span", {}, title.value));
  return el(
    "li.title-card.panel",
    {},
    el("span.title-face", {}, picture),
    el("div", {}, el("b.shout", {}, title.title), who),
  );
}

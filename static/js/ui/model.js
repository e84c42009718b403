/** Whose face becomes a card. */

/** @import { RoomView, SeatView } from "../live/protocol.js" */

import { el } from "./dom.js";

/** @param {RoomView | null} room @returns {SeatView | null} */
export function modelOf(room) {
  return Object.values(room?.seats ?? {}).find((seat) => seat.role === "model") ?? null;
}

/** Somebody's character before it pulls a face. @param {SeatView | null} seat */
export function portrait(seat) {
  return el("img.prompt-picture.portrait", {
    src: `/art/avatars/${encodeURIComponent(seat?.avatar ?? "miko")}.svg`,
    alt: seat ? `${seat.nickname}'s character` : "",
    width: 512,
    height: 512,
    draggable: "false",
  });
}

/** The guests' heads on a screen of the stage: pictures, until a phone tells the first face that its guest pulls. */

/** @import { PosesMessage, SeatView } from "../live/protocol.js" */
/** @import { Connection } from "../live/connection.js" */
/** @import { troupe } from "./troupe.js" */

/** @param {Connection} connection */
export function heads({ on }) {
  /** @type {Map<string, { sticker: HTMLElement, avatar: string }>} */
  const stickers = new Map();
  /** @type {ReturnType<typeof troupe> | null} */
  let cast = null;
  on.poses = hear;
  return { add, tick: () => cast?.tick() };

  /** @param {HTMLElement} sticker @param {SeatView} seat */
  function add(sticker, { id, avatar }) {
    stickers.set(id, { sticker, avatar });
  }

  /** What makes them move is fetched when there is something to show: the lobby has to be light. @param {PosesMessage} message */
  async function hear(message) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const found = await import("./troupe.js").catch(() => null);
    cast ??= found && found.troupe(stickers);
    cast?.hear(message);
  }
}

/** For who does not pose in this round: late joiners warm up, spectators and hosts who only host look on. */

/** @import { RoomView, SeatView } from "../live/protocol.js" */
/** @import { InRoom } from "../live/store.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { mySeat, seatsInOrder } from "../live/store.js";
import { countdown } from "../ui/countdown.js";
import { el, keep, say } from "../ui/dom.js";
import { picture } from "../ui/prompt.js";
import { sticker, updateSticker } from "../ui/sticker.js";
import { warmUp } from "./warm-up.js";

/**
 * @param {PhoneContext} ctx
 * @param {(seat: SeatView | null, room: RoomView) => string} wordsFor
 * @param {(room: RoomView) => HTMLElement} asked what is copied: holds a `.prompt-picture`
 */
export function resting(ctx, wordsFor = waiting, asked = (room) => picture(room.prompt)) {
  const ring = countdown({ spoken: false });
  const frame = el("div.capture-prompt.speed", {}, ring.node);
  const words = el("p.bubble");
  const warm = warmUp(ctx, "Warm up your face");
  const crowd = el("ul.crowd");
  const node = el(
    "section.screen.resting",
    {},
    el("h1.unseen", { tabindex: -1 }, "Round in progress"),
    frame,
    el("div.scroll", { tabindex: 0 }, words, warm.node, crowd),
  );
  return { node, update, tick: ring.tick, leave: warm.leave };

  /** @param {InRoom} state */
  function update(state) {
    const { room } = state;
    const seat = mySeat(state);
    warm.node.hidden = !seat?.plays;
    warm.begin();
    if (!frame.querySelector(".prompt-picture")) frame.append(asked(room));
    say(words, wordsFor(seat, room));
    const posing = seatsInOrder(room).filter((seat) => seat.doing !== "resting");
    keep(
      crowd,
      posing,
      (seat) => seat.id,
      sticker,
      (item, seat) => updateSticker(item, seat, { flips: true }),
    );
  }
}

/** @param {SeatView | null} seat */
function waiting(seat) {
  if (!seat) return "You are watching. Here is who has sent a photo.";
  return seat.plays
    ? "You play from the next round on. Warm up your face meanwhile!"
    : "You host and watch. Here is who has sent a photo.";
}

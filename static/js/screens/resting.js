/** For who does not pose in this round: late joiners, spectators, hosts who only host. */

/** @import { SeatView } from "../live/protocol.js" */
/** @import { InRound } from "../live/store.js" */

import { mySeat, seatsInOrder } from "../live/store.js";
import { countdown } from "../ui/countdown.js";
import { el, keep, say } from "../ui/dom.js";
import { picture } from "../ui/prompt.js";
import { sticker, updateSticker } from "../ui/sticker.js";

export function resting() {
  const ring = countdown({ spoken: false });
  const frame = el("div.capture-prompt.speed", {}, ring.node);
  const words = el("p.bubble");
  const crowd = el("ul.crowd");
  const node = el(
    "section.screen.resting",
    {},
    el("h1.unseen", { tabindex: -1 }, "Round in progress"),
    frame,
    el("div.scroll", {}, words, crowd),
  );
  return { node, update, tick: ring.tick };

  /** @param {InRound} state */
  function update(state) {
    const { room } = state;
    if (!frame.querySelector("img")) frame.append(picture(room.prompt));
    say(words, wordsFor(mySeat(state)));
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
function wordsFor(seat) {
  if (!seat) return "You are watching. Here is who has sent a photo.";
  return seat.plays
    ? "You came in mid-round: you play from the next one. Practise meanwhile!"
    : "You host and watch. Here is who has sent a photo.";
}

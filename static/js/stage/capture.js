/** The giant prompt, the ring, and the stickers that turn over when a photo is in. */

/** @import { InRound } from "../live/store.js" */

import { countdown } from "../ui/countdown.js";
import { el, keep, mark, say } from "../ui/dom.js";
import { picture, targetWords } from "../ui/prompt.js";
import { sticker, updateSticker } from "../ui/sticker.js";
import { crowdSize } from "./crowd.js";

export function stageCapture() {
  const ring = countdown();
  const frame = el("div.stage-prompt");
  const crowd = el("ul.crowd");
  const words = el("p.bubble.stage-words");
  const sent = el("p.stage-sent", { "aria-live": "polite" });
  const node = el("section.stage-capture.speed", {}, frame, el("div.stage-side", {}, ring.node, words, sent, crowd));
  return { node, update, tick: ring.tick };

  /** @param {InRound} state */
  function update({ room }) {
    if (!frame.firstChild) frame.append(picture(room.prompt));
    const posing = Object.values(room.seats).filter((seat) => seat.doing !== "resting");
    const there = posing.filter((seat) => seat.doing !== "posing").length;
    say(words, targetWords(room.prompt));
    say(sent, `${there} of ${posing.length} sent`);
    mark(crowd, "size", crowdSize(posing.length));
    keep(
      crowd,
      posing,
      (seat) => seat.id,
      sticker,
      (item, seat) => updateSticker(item, seat, { flips: true }),
    );
  }
}

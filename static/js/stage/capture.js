/** The giant prompt, the ring, and every guest's own head pulling the face that the guest pulls. */

/** @import { RoomView, SeatView } from "../live/protocol.js" */
/** @import { InRoom } from "../live/store.js" */
/** @import { Context } from "../screens/switcher.js" */

import { countdown } from "../ui/countdown.js";
import { el, keep, mark, say } from "../ui/dom.js";
import { picture, targetWords } from "../ui/prompt.js";
import { play } from "../ui/sound.js";
import { sticker, updateSticker } from "../ui/sticker.js";
import { crowdSize } from "./crowd.js";
import { heads } from "./heads.js";

/**
 * @param {Context} ctx
 * @param {string} title
 * @param {(room: RoomView) => string} wordsFor
 * @param {(room: RoomView) => HTMLElement[]} drawing what is copied
 */
export function stageCapture({ connection }, title = "Copy this face", wordsFor = copying, drawing = (room) => [picture(room.prompt)]) {
  const ring = countdown();
  const frame = el("div.stage-prompt");
  const crowd = el("ul.crowd");
  const words = el("p.bubble.stage-words");
  const sent = el("p.stage-sent", { "aria-live": "polite" });
  const cast = heads(connection);
  let before = Infinity;
  const side = el("div.stage-side", {}, ring.node, words, sent);
  const node = el("section.stage-capture.speed", {}, el("h1.unseen", {}, title), frame, side, crowd);
  return { node, update, tick };

  /** @param {InRoom} state */
  function update({ room }) {
    if (!frame.firstChild) frame.append(...drawing(room));
    const posing = Object.values(room.seats).filter((seat) => seat.doing !== "resting");
    const there = posing.filter((seat) => seat.doing !== "posing").length;
    say(words, wordsFor(room));
    if (there > before) play("snap");
    before = there;
    say(sent, `${there} of ${posing.filter((seat) => seat.connected || seat.doing !== "posing").length} sent`);
    mark(crowd, "size", crowdSize(posing.length));
    keep(
      crowd,
      posing,
      (seat) => seat.id,
      actor,
      (item, seat) => updateSticker(item, seat),
    );
  }

  /** @param {SeatView} seat */
  function actor(seat) {
    const node = sticker(seat);
    cast.add(node, seat);
    return node;
  }

  /** @param {number} now @param {RoomView} room */
  function tick(now, room) {
    ring.tick(now, room);
    cast.tick();
  }
}

/** @param {RoomView} room */
function copying({ prompt }) {
  return prompt ? targetWords(prompt) : "";
}

/** 3, 2, 1: the prompt pops in, and everybody takes a breath. */

/** @import { RoomView } from "../live/protocol.js" */
/** @import { InRound } from "../live/store.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { mySeat } from "../live/store.js";
import { timeOf } from "../ui/countdown.js";
import { el, say } from "../ui/dom.js";
import { picture, saying, targetWords } from "../ui/prompt.js";

/** @param {PhoneContext} ctx */
export function ready(ctx) {
  const round = el("p.caption");
  const frame = el("div.prompt-pop");
  const number = el("p.huge-number", { "aria-hidden": "true" });
  const words = el("p.bubble");
  const node = el(
    "section.screen.ready.speed",
    {},
    el("h1.unseen", { tabindex: -1 }, "Get ready"),
    round,
    frame,
    number,
    el("footer.foot", {}, words),
  );
  /** @type {number | null} */
  let shown = null;
  return { node, update, tick };

  /** @param {InRound} state */
  function update(state) {
    const { room } = state;
    say(round, `Round ${room.round} of ${room.rounds}`);
    if (!frame.firstChild && room.prompt) frame.append(picture(room.prompt), saying(room.prompt));
    say(words, mySeat(state)?.plays ? `Copy this face! ${targetWords(room.prompt)}` : targetWords(room.prompt));
    if (mySeat(state)?.plays && ctx.camera.status === "off") ctx.camera.start();
  }

  /** @param {number} now @param {RoomView} room */
  function tick(now, room) {
    const seconds = Math.max(1, Math.ceil(timeOf(room, now).left / 1000));
    if (seconds === shown) return;
    shown = seconds;
    say(number, String(seconds));
    number.classList.remove("landing");
    void number.offsetWidth;
    number.classList.add("landing");
  }
}

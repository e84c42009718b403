/** 3, 2, 1: the prompt pops in, and everybody takes a breath. */

/** @import { PromptView, RoomView, SeatView, You } from "../live/protocol.js" */
/** @import { InRoom } from "../live/store.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { mySeat } from "../live/store.js";
import { timeOf } from "../ui/countdown.js";
import { el, say } from "../ui/dom.js";
import { picture, saying, targetWords, wantedBy } from "../ui/prompt.js";

/**
 * @param {PhoneContext} ctx
 * @param {(wanted: PromptView | null, seat: SeatView | null, room: RoomView, you: You | null) => string} wordsFor what is said where
 *   nothing is explained
 * @param {(state: InRoom) => HTMLElement[]} drawing what pops in
 */
export function ready(ctx, wordsFor = copying, drawing = wantedFace) {
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

  /** @param {InRoom} state */
  function update(state) {
    const { room } = state;
    const wanted = wantedBy(state);
    say(round, `Round ${room.round} of ${room.rounds}`);
    const shows = wanted?.id ?? "";
    if (frame.dataset.shows !== shows) {
      frame.dataset.shows = shows;
      frame.replaceChildren(...drawing(state));
    }
    say(words, room.explanation ?? wordsFor(wanted, mySeat(state), room, state.you));
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

/** @param {InRoom} state */
export function wantedFace(state) {
  const wanted = wantedBy(state);
  return [picture(wanted), ...(wanted ? [saying(wanted)] : [])];
}

/** @param {PromptView | null} wanted @param {SeatView | null} seat */
function copying(wanted, seat) {
  const words = wanted ? targetWords(wanted) : "";
  return seat?.plays ? `Copy this face! ${words}` : words;
}

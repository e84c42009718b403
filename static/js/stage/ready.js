/** The prompt pops in, and the room counts aloud. */

/** @import { RoomView } from "../live/protocol.js" */
/** @import { InRoom } from "../live/store.js" */

import { timeOf } from "../ui/countdown.js";
import { el, say } from "../ui/dom.js";
import { picture, saying, targetWords } from "../ui/prompt.js";
import { play } from "../ui/sound.js";

/**
 * @param {unknown} _ctx
 * @param {(room: RoomView) => string} wordsFor what is said where nothing is explained
 * @param {(room: RoomView) => HTMLElement[]} drawing what pops in
 */
export function stageReady(_ctx, wordsFor = copying, drawing = everybodysFace) {
  const frame = el("div.stage-prompt.landing");
  const number = el("p.stage-number", { "aria-hidden": "true" });
  const words = el("p.bubble.stage-words");
  const title = el("h1.caption.stage-caption");
  const node = el("section.stage-ready.speed", {}, frame, el("div.stage-side", {}, title, number, words));
  /** @type {number | null} */
  let shown = null;
  return { node, update, tick };

  /** @param {InRoom} state */
  function update({ room }) {
    if (!frame.firstChild) frame.append(...drawing(room));
    say(title, `Round ${room.round} of ${room.rounds}`);
    say(words, room.explanation ?? wordsFor(room));
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
    play("tick");
  }
}

/** @param {RoomView} room */
export function everybodysFace({ prompt }) {
  return [picture(prompt), ...(prompt ? [saying(prompt)] : [])];
}

/** @param {RoomView} room */
function copying({ prompt }) {
  return prompt ? targetWords(prompt) : "";
}

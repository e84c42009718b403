/** How far the question has come: a bar, and the same in words. */

/** @import { VisitView } from "../live/protocol.js" */

import { el, say } from "../ui/dom.js";

export function progress() {
  const bar = el("div.booth-bar", { role: "progressbar", "aria-label": "Your visit", "aria-valuemin": 0, "aria-valuenow": 0 });
  const words = el("p.booth-words", { role: "status" });
  return { node: el("div.booth-progress", {}, bar, words), show, say: tell };

  /** @param {Pick<VisitView, "step" | "steps" | "done" | "of" | "words">} visit */
  function show({ step, steps, done, of, words: text }) {
    const over = of ? step - 1 + done / of : step;
    bar.setAttribute("aria-valuemax", String(steps));
    bar.setAttribute("aria-valuenow", String(step));
    bar.style.setProperty("--done", String(over / Math.max(steps, 1)));
    tell(text);
  }

  /** @param {string} text */
  function tell(text) {
    say(words, text);
  }
}

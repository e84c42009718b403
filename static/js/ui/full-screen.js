/** A stage without a browser around it: by its button, or by the letter F. */

import { icon } from "./icons.js";
import { el } from "./dom.js";

export function fullScreenButton() {
  const button = el("button.round-button.full-screen", { type: "button", "aria-label": "Full screen (F)", onclick: enter }, icon("full"));
  document.addEventListener("fullscreenchange", show);
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "f" && !(event.ctrlKey || event.metaKey || event.altKey)) enter();
  });
  show();
  return button;

  function show() {
    button.hidden = !document.fullscreenEnabled || Boolean(document.fullscreenElement);
  }

  function enter() {
    if (!button.hidden) document.documentElement.requestFullscreen().catch(() => {});
  }
}

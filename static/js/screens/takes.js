/** Your takes of this round as three small stickers over the viewfinder. */

/** @import { TakeView, You } from "../live/protocol.js" */

import { el, find, keep, say } from "../ui/dom.js";

/** @type {Record<string, string>} */
const SIGNS = { sending: "…", judging: "…", free: "", scored: "✓", read: "✓" };

/** @typedef {Pick<TakeView, "code" | "percent" | "photo"> & { best?: boolean }} Slot */

export function takeStrip() {
  const node = el("ol.takes", { "aria-label": "Your takes" });
  return { node, update };

  /** @param {You} you @param {number} sending */
  function update({ takes, takes_left: more }, sending) {
    /** @type {Slot[]} */
    const slots = Array.from(
      { length: takes.length + Math.max(more, sending) },
      (_, index) => takes[index] ?? { code: index < takes.length + sending ? "sending" : "free" },
    );
    keep(
      node,
      slots,
      (_, index) => index,
      () => el("li.take", {}, el("span")),
      show,
    );
  }
}

/** @param {HTMLElement} item @param {Slot} take */
function show(item, take) {
  const { percent } = take;
  item.dataset.code = take.code;
  item.classList.toggle("best", Boolean(take.best));
  const picture = take.photo ? `url("${encodeURI(take.photo)}")` : "";
  if (item.style.getPropertyValue("--photo") !== picture) item.style.setProperty("--photo", picture);
  say(find(item, "span"), percent !== undefined ? `${Math.round(percent)}%` : (SIGNS[take.code] ?? "?"));
}

/** Your takes of this round as three small stickers over the viewfinder. */

/** @import { TakeView } from "../live/protocol.js" */

import { el, find, keep, say } from "../ui/dom.js";

const TAKES = 3;
/** @type {Record<string, string>} */
const SIGNS = { sending: "…", judging: "…", free: "" };

/** @typedef {Pick<TakeView, "code" | "percent" | "photo">} Slot */

export function takeStrip() {
  const node = el("ol.takes", { "aria-label": "Your takes" });
  return { node, update };

  /** @param {TakeView[]} takes @param {number} sending */
  function update(takes, sending) {
    /** @type {Slot[]} */
    const slots = Array.from(
      { length: TAKES },
      (_, index) => takes[index] ?? { code: index < takes.length + sending ? "sending" : "free" },
    );
    const best = Math.max(...takes.map((take) => take.percent ?? -1));
    keep(
      node,
      slots,
      (_, index) => index,
      () => el("li.take", {}, el("span")),
      (item, take) => show(item, take, best),
    );
  }
}

/** @param {HTMLElement} item @param {Slot} take @param {number} best */
function show(item, take, best) {
  const { percent } = take;
  const scored = percent !== undefined;
  item.dataset.code = scored ? "scored" : take.code;
  item.classList.toggle("best", scored && percent === best);
  const picture = take.photo ? `url("${encodeURI(take.photo)}")` : "";
  if (item.style.getPropertyValue("--photo") !== picture) item.style.setProperty("--photo", picture);
  say(find(item, "span"), scored ? `${Math.round(percent)}%` : (SIGNS[take.code] ?? "?"));
}

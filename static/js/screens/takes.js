/** Your takes of this round as three small stickers over the viewfinder. */

import { el, keep, say } from "../ui/dom.js";

const TAKES = 3;

export function takeStrip() {
  const node = el("ol.takes", { "aria-label": "Your takes" });
  return { node, update };

  function update(takes, sending) {
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

function show(item, take, best) {
  const scored = take.percent !== undefined && take.percent !== null;
  item.dataset.code = scored ? "scored" : take.code;
  item.classList.toggle("best", scored && take.percent === best);
  const picture = take.photo ? `url("${encodeURI(take.photo)}")` : "";
  if (item.style.getPropertyValue("--photo") !== picture) item.style.setProperty("--photo", picture);
  say(
    item.firstChild,
    scored ? `${Math.round(take.percent)}%` : ({ sending: "…", judging: "…", free: "" }[take.code] ?? "?"),
  );
}

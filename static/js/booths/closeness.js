/** A percentage that means something: against how many strangers a face is closer, and the bare number behind a tap. */

/** @import { MatchView } from "../live/protocol.js" */

import { el } from "../ui/dom.js";

/** @param {Pick<MatchView, "closer_than">} match */
export function closerWords({ closer_than: closer }) {
  return closer === undefined ? "Nobody to compare this with" : `Closer than ${closer} of 100 strangers`;
}

/** @param {Pick<MatchView, "closer_than">} match */
export function closerBar(match) {
  const share = (match.closer_than ?? 0) / 100;
  return el("span.closer-bar", { "aria-hidden": "true", style: { "--share": share } });
}

/** @param {{ distance?: number }} match @param {string[]} more */
export function bareNumber({ distance }, ...more) {
  const lines = [distance !== undefined && `Distance ${distance.toFixed(3)}: the smaller, the closer.`, ...more];
  return el(
    "details.bare-number",
    {},
    el("summary", {}, "The bare number"),
    ...lines.map((line) => line && el("p", {}, line)),
  );
}

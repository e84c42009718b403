/** A percentage that means something: against how many strangers a face is closer, and the bare number behind a tap. */

import { el } from "../ui/dom.js";

/** @typedef {{ distance?: number, closer_than?: number }} Closeness of a match, or of a face with a name */

/**
 * Where nobody knows how far strangers are, only the bare number is left.
 * @param {Closeness} match
 */
export function closerWords({ closer_than: closer, distance = 0 }) {
  return closer === undefined ? `Distance ${distance.toFixed(2)}` : `Closer than ${closer} of 100 strangers`;
}

/** @param {Closeness} match */
export function closerBar({ closer_than: closer }) {
  return closer !== undefined && el("span.closer-bar", { "aria-hidden": "true", style: { "--share": closer / 100 } });
}

/** @param {Closeness} match @param {string[]} more */
export function bareNumber({ distance }, ...more) {
  const lines = [distance !== undefined && `Distance ${distance.toFixed(3)}: the smaller, the closer.`, ...more];
  return el(
    "details.bare-number",
    {},
    el("summary", {}, "The bare number"),
    ...lines.map((line) => line && el("p", {}, line)),
  );
}

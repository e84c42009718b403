/** A score is never a bare number: what was read, what was wanted, and in words how far that is apart. */

/** @import { AwardView, PartView } from "../live/protocol.js" */

import { el } from "./dom.js";
import { endsOf, placeOf } from "./parts.js";

/** Milliseconds in which a number counts up. */
export const COUNTING = 900;

/** @param {number} percent */
export function percentText(percent) {
  return `${Math.round(percent)}`;
}

/**
 * The percentage in its burst; for a refusal, a question mark.
 * @param {number | null | undefined} percent
 */
export function burst(percent) {
  const known = percent !== undefined && percent !== null;
  const tone = !known ? "#d9cfe6" : percent >= 85 ? "var(--leaf)" : percent >= 55 ? "var(--sun)" : "#ff8db3";
  const words = known ? [el("span.burst-number", {}, percentText(percent)), el("small", {}, "%")] : ["?"];
  return el("span.burst", { style: { "--burst": tone } }, el("span", {}, ...words));
}

/**
 * Counts the number in a burst up from 0; at once where motion is unwelcome.
 * @param {HTMLElement} node
 * @param {number} percent
 */
export function countUp(node, percent, milliseconds = COUNTING) {
  const number = node.querySelector(".burst-number");
  if (!number || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const began = performance.now();
  /** @param {number} now */
  const step = (now) => {
    const share = Math.min(1, (now - began) / milliseconds);
    number.textContent = percentText(percent * (1 - (1 - share) ** 3));
    if (share < 1 && number.isConnected) requestAnimationFrame(step);
  };
  number.textContent = "0";
  requestAnimationFrame(step);
}

/**
 * A scale for every part, of eyes and mouth from shut to open, with what was wanted and what was read.
 * @param {Record<string, PartView>} parts
 */
export function partList(parts) {
  return el("ul.parts", {}, ...Object.entries(parts).map(([name, part]) => partRow(name, part)));
}

/**
 * The same in numbers, for whoever wants to know: a tap away.
 * @param {Record<string, PartView>} parts
 */
export function digitsOf(parts) {
  const lines = Object.values(parts).flatMap((part) => (part.digits ? [el("li", {}, part.digits)] : []));
  return lines.length > 0 && el("details.digits", {}, el("summary", {}, "In numbers"), el("ul", {}, ...lines));
}

/**
 * What brought points beside the photo; nothing where nothing did.
 * @param {AwardView[]} awards
 */
export function awardList(awards) {
  const rows = awards.map(({ words, points }) => el("li", {}, words, el("b", {}, `+${points}`)));
  return el("ul.awards", { hidden: !rows.length }, ...rows);
}

/** @param {string} name @param {PartView} part */
function partRow(name, part) {
  /** @param {number} value */
  const at = (value) => ({ "--at": `${placeOf(name, value) * 100}%` });
  const scale = el(
    "span.scale",
    { "aria-hidden": "true" },
    el("i.wanted", { style: at(part.wanted) }),
    el("i.read", { style: at(part.read) }),
  );
  return el(
    "li.part",
    { data: { part: name } },
    el("span.part-words", {}, part.words),
    scale,
    el("span.scale-ends", { "aria-hidden": "true" }, ...endsOf(name).map((end) => el("i", {}, end))),
  );
}

/** A score is never a bare number: what was read, what was wanted, what each part cost. */

/** @import { Judged, PartView } from "../live/protocol.js" */

import { el } from "./dom.js";

/** What a room shouts at so many percent, from the best down. */
/** @type {[least: number, words: string][]} */
const SHOUTS = [
  [97, "Twins!"],
  [85, "Spitting image!"],
  [70, "So close!"],
  [50, "Half a face!"],
  [25, "Who is that?"],
  [0, "Opposite day!"],
];

/** @type {Record<string, string>} */
const EXCUSES = { no_photo: "Camera shy!", no_face: "Nobody home!" };
const OOPS = "Oops!";

/**
 * The stamp on a result, whatever became of it.
 * @param {Pick<Judged, "code" | "percent">} result
 */
export function shoutFor({ code, percent = 0 }) {
  if (code !== "scored") return EXCUSES[code] ?? OOPS;
  return SHOUTS.find(([least]) => percent >= least)?.[1] ?? OOPS;
}

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
export function countUp(node, percent, milliseconds = 900) {
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
 * A scale from shut to open for every part, with what was wanted and what was read.
 * @param {Record<string, PartView>} parts
 */
export function partList(parts) {
  return el("ul.parts", {}, ...Object.entries(parts).map(([name, part]) => partRow(name, part)));
}

/** @param {string} name @param {PartView} part */
function partRow(name, part) {
  /** @param {number} value */
  const at = (value) => ({ "--at": `${Math.min(1, Math.max(0, value)) * 100}%` });
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
    el("span.scale-ends", { "aria-hidden": "true" }, el("i", {}, "shut"), el("i", {}, "open")),
  );
}

/** What a match has to meet: for those who want to know more than yes or no. */

import { el } from "../ui/dom.js";

/** @type {[name: string, words: string, value: number, least: number, most: number][]} */
const NUMBERS = [
  ["tolerance", "Tolerance: the distance at which nobody could tell", 0.5, 0.05, 0.95],
  ["threshold", "Threshold: the confidence from which it is a match", 0.8, 0, 1],
  ["sharpness", "Sharpness that a face needs to count", 0.5, 0, 1],
];

export function demands() {
  const method = el(
    "select",
    { "aria-label": "Method" },
    el("option", { value: "tracks" }, "Follow everybody"),
    el("option", { value: "classic" }, "Classic: mean of all frames"),
  );
  const fields = NUMBERS.map(([name, words, value, min, max]) => {
    const input = el("input", { type: "number", name, value, min, max, step: 0.05, inputmode: "decimal" });
    return { name, value, input, node: el("label.match-field", {}, words, input) };
  });
  const node = el(
    "details.panel.match-demands",
    {},
    el("summary", {}, "How strict?"),
    el("label.match-field", {}, "Method", method),
    ...fields.map((field) => field.node),
  );
  return { node, chosen };

  /** @returns {Record<string, unknown>} */
  function chosen() {
    const numbers = fields.map(({ name, value, input }) => [name, input.checkValidity() && input.value ? Number(input.value) : value]);
    return { method: method.value, ...Object.fromEntries(numbers) };
  }
}

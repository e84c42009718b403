/** Names as long as a guest likes, in the room that there is. */

import { el, mark } from "./dom.js";

const MOST_LETTERS = 10;

/**
 * Smaller letters for a long name; the stylesheets say how small.
 * @param {HTMLElement} node @param {string} name
 */
export function fit(node, name) {
  mark(node, "long", name.length > MOST_LETTERS);
}

/**
 * A name whose longest word stays whole: the stylesheets divide the room that there is by its letters, or by those of
 * the whole line.
 * @param {string} name
 */
export function nameTag(name) {
  const line = breadth(name.replaceAll(/[ -]/g, "_"));
  return el("span.name-tag", { style: { "--letters": breadth(name), "--line": line } }, name);
}

/**
 * How many letters of usual breadth the longest word takes; a line may end at a hyphen.
 * @param {string} name
 */
export function breadth(name) {
  return Math.max(1, ...name.replaceAll("-", "- ").split(" ").map((word) => [...word].reduce((sum, letter) => sum + breadthOf(letter), 0)));
}

/** @param {string} letter */
function breadthOf(letter) {
  if (/[\u1100-\u11ff\u2e80-\uffdc\u{10000}-\u{10ffff}]/u.test(letter)) return 1.7;
  return /[A-ZmwМШЩЖЮ@%]/u.test(letter) ? 1.3 : 1;
}

/** Names as long as a guest likes, in the room that there is. */

import { mark } from "./dom.js";

const MOST_LETTERS = 10;

/**
 * Smaller letters for a long name; the stylesheets say how small.
 * @param {HTMLElement} node @param {string} name
 */
export function fit(node, name) {
  mark(node, "long", name.length > MOST_LETTERS);
}

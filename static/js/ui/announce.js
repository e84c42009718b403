/** Tells screen readers what the eye would see happen. */

import { byId } from "./dom.js";

/** @param {string} words */
export function announce(words) {
  const region = byId("live");
  region.textContent = "";
  setTimeout(() => (region.textContent = words), 50);
}

/** One's own photos, off every screen for good. */

import { takeDown, wordsOf } from "../api.js";
import { confirmButton } from "../ui/confirm-button.js";

/**
 * Asks once more, for nobody can bring the photo back. What could not be done is told to `refused`.
 * @param {string} code
 * @param {string[]} takes
 * @param {(words: string) => void} refused
 */
export function takeDownButton(code, takes, refused) {
  const button = confirmButton({ words: "Take my photo down", kind: "plain" }, "Really? It's gone for good", () =>
    Promise.all(takes.map((take) => takeDown(code, take))).then(
      () => (button.hidden = true),
      (error) => refused(wordsOf(error)),
    ),
  );
  button.classList.add("small", "take-down");
  return button;
}

/** The way that always works: the phone's own camera app, or a picture that is there already. */

import { el } from "../ui/dom.js";
import { icon } from "../ui/icons.js";
import { shrink } from "./camera.js";

/**
 * With `album`, a phone offers its pictures beside its camera.
 * @param {string} words
 * @param {(photo: Blob) => void} onphoto
 * @param {{ kind?: string, album?: boolean }} options
 */
export function fileButton(words, onphoto, { kind = "round-button", album = false } = {}) {
  const input = el("input.unseen", {
    type: "file",
    accept: "image/*",
    capture: !album && "user",
    "aria-label": words,
    onchange: chosen,
  });
  const look = kind === "round-button" ? [icon("file")] : [icon("file"), words];
  return el(`label.${kind}.file-button`, { title: words }, input, ...look);

  async function chosen() {
    const file = input.files?.[0];
    input.value = "";
    if (file) onphoto(await shrink(file));
  }
}

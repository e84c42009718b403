/** The way that always works: the phone's own camera app, or a picture that is there already. */

import { el } from "../ui/dom.js";
import { icon } from "../ui/icons.js";
import { shrink } from "./camera.js";

const CLIPS = "video/*,.mp4,.mov,.avi,.webm";

/**
 * With `album`, a phone offers its pictures beside its camera. With `clip` it is a clip that is wanted, as it is.
 * @param {string} words
 * @param {(file: Blob) => void} onfile
 * @param {{ kind?: string, album?: boolean, clip?: boolean }} options
 */
export function fileButton(words, onfile, { kind = "round-button", album = false, clip = false } = {}) {
  const input = el("input.unseen", {
    type: "file",
    accept: clip ? CLIPS : "image/*",
    capture: !album && "user",
    "aria-label": words,
    onchange: chosen,
  });
  const look = kind === "round-button" ? [icon("file")] : [icon("file"), words];
  return el(`label.${kind}.file-button`, { title: words }, input, ...look);

  async function chosen() {
    const file = input.files?.[0];
    input.value = "";
    if (file) onfile(clip ? file : await shrink(file));
  }
}

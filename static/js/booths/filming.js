/** What is under the thumb when a clip is wanted: one that is filmed now, or one that is there already. */

/** @import { Camera } from "../photos/camera.js" */
/** @import { Child } from "../ui/dom.js" */

import { hasNoCamera } from "../photos/camera.js";
import { fileButton } from "../photos/file-button.js";
import { canFilm, film } from "../photos/film.js";
import { announce } from "../ui/announce.js";
import { el, mark } from "../ui/dom.js";

const SECONDS = 5;

/**
 * @param {Camera} camera
 * @param {string} task of whoever is filmed
 * @param {(clip: Blob) => void} take
 * @param {(words: string) => void} complain
 * @param {Child[]} more on the right
 */
export function filmFoot(camera, task, take, complain, more) {
  const button = el("button.shutter.film", { type: "button", "aria-label": `Film ${SECONDS} seconds`, onclick: start }, el("span"));
  const file = fileButton("Send a clip instead", take, { clip: true });
  const node = el(
    "footer.foot.shutter-row",
    {},
    el("div.side", {}, file),
    el("div.middle", {}, button),
    el("div.side", {}, ...more),
  );
  let left = false;
  let stop = () => {};
  camera.addEventListener("status", show);
  show();
  return { node, leave };

  function leave() {
    left = true;
    stop();
    camera.removeEventListener("status", show);
  }

  function show() {
    button.disabled = !camera.live || !canFilm();
    mark(node, "blind", !canFilm() || hasNoCamera(camera));
  }

  async function start() {
    if (!camera.stream) return;
    button.disabled = true;
    mark(button, "filming", true);
    announce(`Filming for ${SECONDS} seconds. ${task}`);
    try {
      const running = film(camera.stream, SECONDS, (share) => button.style.setProperty("--done", String(share)));
      stop = running.stop;
      const clip = await running.clip;
      if (!left) take(clip);
    } catch (error) {
      complain(error instanceof Error ? error.message : "");
    }
    mark(button, "filming", false);
    if (!left) show();
  }
}

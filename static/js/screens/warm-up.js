/** Something to do while one waits: a face by chance, yourself beside it, the live meter, and nobody counts. */

/** @import { Target } from "../meter/expression.js" */
/** @import { Heard } from "../meter/meter.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { randomPrompt } from "../booths/api.js";
import { lazyMeter } from "../meter/lazy.js";
import { poser } from "../meter/poser.js";
import { viewfinder } from "../photos/viewfinder.js";
import { el, find, say } from "../ui/dom.js";
import { picture, targetWords } from "../ui/prompt.js";

/**
 * There is no other way to warm up; when they pose there is.
 * @type {Record<string, string>}
 */
const LATER = {
  absent: "No camera found. When you pose, you send a photo instead.",
  insecure:
    "No live camera here: this page came by http, and browsers open the camera to https only. When you pose, “Take the photo” opens your phone's own camera app.",
};

/**
 * @param {PhoneContext} ctx
 * @param {string} title
 * @param {Heard} [heard] is told what the meter reads, too
 */
export function warmUp({ camera, connection }, title, heard = () => {}) {
  const view = viewfinder(camera, LATER);
  const video = find(view.node, "video", HTMLVideoElement);
  const frame = el("div.warm-up-face", { hidden: true });
  const side = el("div.warm-up-side", {}, frame);
  const words = el("p.warm-up-words", {}, "Just practice: no points, and no picture is sent.");
  const other = el("button.button.small.cyan", { type: "button", hidden: true, onclick: change }, "Another face");
  const node = el(
    "div.panel.warm-up",
    {},
    el("h2", {}, title),
    words,
    el("div.warm-up-pair", {}, side, view.node),
    other,
  );
  const pose = poser((face) => connection.pose(face));
  let meter = lazyMeter(video, side);
  let begun = false;
  camera.addEventListener("status", begin);
  return { node, begin, leave };

  /** The face is asked for when there is somebody to pull it. */
  function begin() {
    if (begun || !camera.live || !node.isConnected || node.hidden) return;
    begun = true;
    change();
  }

  async function change() {
    other.disabled = true;
    const prompt = await randomPrompt().catch(() => null);
    other.disabled = false;
    if (!begun) return;
    if (prompt) {
      frame.replaceChildren(picture(prompt));
      say(words, targetWords(prompt));
    }
    frame.hidden = other.hidden = !frame.firstChild;
    aim(prompt);
  }

  /** Without a face to copy, because the booth for practice is closed, the meter shows one's own. @param {Target | null} target */
  function aim(target) {
    meter.stop();
    meter = lazyMeter(video, side, (reading, match) => {
      pose(reading);
      heard(reading, match);
    });
    meter.start(target, connection.store.state.you?.calibration);
  }

  function leave() {
    begun = false;
    camera.removeEventListener("status", begin);
    meter.stop();
    view.leave();
  }
}

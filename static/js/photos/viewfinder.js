/** The camera's picture in its frame, or words about why there is none. */

/** @import { Camera } from "./camera.js" */

import { art } from "../ui/art.js";
import { el } from "../ui/dom.js";
import { icon } from "../ui/icons.js";

/** @type {Record<string, string>} */
const WORDS = {
  off: "The camera is off.",
  starting: "Waiting for the camera. Tap “Allow” when your browser asks.",
  denied: "The camera is blocked. Allow it for this page in your browser's settings, or send a photo instead.",
  absent: "No camera found. Send a photo instead.",
  insecure:
    "No live camera here: this page came by http, and browsers open the camera to https only. “Take the photo” opens your phone's own camera app.",
};

/**
 * @param {Camera} camera
 * @param {Record<string, string>} [said] instead of the words above
 */
export function viewfinder(camera, said = {}) {
  const words = el("p.bubble");
  const wake = el(
    "button.button.cyan",
    { type: "button", onclick: () => camera.start() },
    icon("camera"),
    "Turn the camera on",
  );
  const flip = el(
    "button.round-button.flip",
    { type: "button", "aria-label": "Other camera", onclick: () => camera.flip() },
    icon("flip"),
  );
  const sign = el("img.viewfinder-sign", { src: art("camera"), alt: "", width: 64, height: 64 });
  const notice = el("div.viewfinder-notice", {}, sign, words, wake);
  const node = el("div.viewfinder", {}, notice, flip);
  const show = () => {
    node.dataset.camera = camera.status;
    notice.hidden = camera.live;
    flip.hidden = !camera.live;
    sign.hidden = camera.status !== "off";
    words.textContent = said[camera.status] ?? WORDS[camera.status] ?? "";
    wake.hidden = !["off", "denied"].includes(camera.status);
  };
  const takeBack = () => node.isConnected && camera.showIn(node);
  camera.addEventListener("status", show);
  camera.addEventListener("released", takeBack);
  camera.showIn(node);
  show();
  return { node, leave };

  function leave() {
    camera.removeEventListener("status", show);
    camera.removeEventListener("released", takeBack);
  }
}

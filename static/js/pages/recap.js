/** Hands the shots of the page to the poster, and the poster to the guest; one's own photos can be taken down here. */

/** @import { PosterShot, Winner } from "../photos/poster.js" */

import { handOn, mayShare, save } from "../photos/keeping.js";
import { drawPoster } from "../photos/poster.js";
import { takeDownButton } from "../photos/take-down.js";
import { byId, el, find } from "../ui/dom.js";

const canvas = document.querySelector("canvas");
if (canvas) prepare(canvas);

for (const shot of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-own]"))) offerToTakeDown(shot);

/**
 * The page is looked at anew once the photo is gone (recap-watch.js).
 * @param {HTMLElement} shot
 */
function offerToTakeDown(shot) {
  const { code = "" } = find(document, "[data-code]").dataset;
  const oops = el("p.bubble.oops", { role: "alert" });
  shot.append(takeDownButton(code, shot.dataset.own ?? "", (words) => (oops.textContent = words)), oops);
}

/** @param {HTMLCanvasElement} canvas */
async function prepare(canvas) {
  await drawPoster(canvas, bestShots(), winners());
  const share = byId("poster-share");
  byId("poster-save").addEventListener("click", () => save(canvas));
  share.hidden = !mayShare();
  share.addEventListener("click", () => handOn(canvas));
}

function bestShots() {
  /** @type {NodeListOf<HTMLElement>} */
  const nodes = document.querySelectorAll("[data-shot]");
  return [...nodes]
    .map(shotIn)
    .filter((shot) => shot.photo)
    .sort((a, b) => Number(b.percent) - Number(a.percent))
    .slice(0, 4);
}

/** @param {HTMLElement} node @returns {PosterShot} */
function shotIn(node) {
  const { picture = "", name = "", percent = "" } = node.dataset;
  return { picture, name, percent, photo: node.querySelector("img")?.src ?? "" };
}

function winners() {
  /** @type {NodeListOf<HTMLElement>} */
  const nodes = document.querySelectorAll(".recap-winners li");
  return [...nodes].slice(0, 3).map(winnerIn);
}

/** @param {HTMLElement} node @returns {Winner} */
function winnerIn(node) {
  const { place = "", name = "", points = "", photo } = node.dataset;
  return { place, name, points, picture: photo || find(node, "img", HTMLImageElement).src };
}

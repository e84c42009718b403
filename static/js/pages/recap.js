/** Hands the shots of the page to the poster, and the poster to the guest. */

/** @import { PosterShot, Winner } from "../photos/poster.js" */

import { handOn, mayShare, save } from "../photos/keeping.js";
import { drawPoster } from "../photos/poster.js";
import { byId, find } from "../ui/dom.js";

const canvas = document.querySelector("canvas");
if (canvas) prepare(canvas);

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
  const { place = "", name = "", points = "" } = node.dataset;
  return { place, name, points, avatar: find(node, "img", HTMLImageElement).src };
}

/** The page of the evening: faces come close, what was shouted stands beside them, and the poster is drawn from it.
 * One's own photos can be taken down here, and those of others reported. */

/** @import { Point } from "../photos/ink.js" */
/** @import { PosterShot, Winner } from "../photos/poster.js" */

import { reportPhoto, wordsOf } from "../api.js";
import { handOn, mayShare, save } from "../photos/keeping.js";
import { drawPoster } from "../photos/poster.js";
import { reportButton } from "../photos/report-button.js";
import { takeDownButton } from "../photos/take-down.js";
import { byId, el, find } from "../ui/dom.js";
import { shoutFor } from "../ui/shouts.js";

/** How much of a panel's height eyes to mouth should fill, and the closest look. */
const FACE = 0.38;
const CLOSEST = 2;

/** @type {NodeListOf<HTMLImageElement>} */
const faces = document.querySelectorAll("img[data-face]");
for (const face of faces) {
  if (face.complete) comeClose(face);
  else face.addEventListener("load", () => comeClose(face), { once: true });
}

/** @type {NodeListOf<HTMLElement>} */
const shots = document.querySelectorAll("[data-shot]");
for (const shot of shots) {
  if (shot.dataset.photo) shot.append(el("p.scene-shout", {}, shoutOf(shot)));
  offer(shot);
}

const canvas = document.querySelector("canvas");
if (canvas) prepare(canvas);

/** Where the face is, and its height, in percent of the photo. @param {HTMLElement} image */
function faceIn({ dataset: { face = "50 38 100" } }) {
  return face.split(" ").map(Number);
}

/** @param {HTMLImageElement} image */
function comeClose(image) {
  const [x, y, height] = faceIn(image);
  const { clientWidth: wide, clientHeight: tall, naturalWidth, naturalHeight } = image;
  const cover = Math.max(wide / naturalWidth, tall / naturalHeight);
  const close = Math.min(CLOSEST, Math.max(1, (FACE * tall) / ((height / 100) * naturalHeight * cover)));
  const across = view(x / 100, naturalWidth * cover, wide, close, 0.5);
  const down = view(y / 100, naturalHeight * cover, tall, close, 0.42);
  const { style } = /** @type {HTMLElement} */ (image.parentElement);
  style.setProperty("--cut-at", `${across.cut}% ${down.cut}%`);
  style.setProperty("--from", `${across.from}% ${down.from}%`);
  style.setProperty("--x", `${across.seen}%`);
  style.setProperty("--y", `${down.seen}%`);
  style.setProperty("--close", String(close));
}

/**
 * In percent: where a photo is cut, from where it comes close, and where its face is then: as near to the wanted place
 * as the photo's edges allow.
 * @param {number} face @param {number} drawn the photo's length @param {number} frame and the panel's
 * @param {number} close @param {number} wanted
 */
function view(face, drawn, frame, close, wanted) {
  const spare = drawn - frame;
  const cut = Math.min(spare, Math.max(0, face * drawn - wanted * frame));
  const there = (face * drawn - cut) / frame;
  const from = close > 1 ? Math.min(1, Math.max(0, (close * there - wanted) / (close - 1))) : 0.5;
  return { cut: spare > 0 ? (cut / spare) * 100 : 50, from: from * 100, seen: (from + close * (there - from)) * 100 };
}

/** @param {HTMLElement} node @returns {Point} */
function middleOf(node) {
  const [x, y] = faceIn(node);
  return [x / 100, y / 100];
}

/** @param {HTMLElement} shot */
function shoutOf({ dataset: { percent, parts = "{}", take } }) {
  return shoutFor({ code: "scored", percent: Number(percent), parts: JSON.parse(parts) }, take);
}

/**
 * The page is looked at anew once a photo is gone (recap-watch.js).
 * @param {HTMLElement} shot
 */
function offer(shot) {
  const { code = "" } = find(document, "[data-code]").dataset;
  const { take = "", may } = shot.dataset;
  const oops = el("p.bubble.oops", { role: "alert" });
  const refused = (/** @type {string} */ words) => (oops.textContent = words);
  const report = () =>
    reportPhoto(code, take).then(
      () => true,
      (error) => !refused(wordsOf(error)),
    );
  if (may === "take_down") shot.append(takeDownButton(code, [take], refused), oops);
  if (may === "report") shot.append(reportButton(report), oops);
}

/** @param {HTMLCanvasElement} canvas */
async function prepare(canvas) {
  await drawPoster(canvas, bestShots(), winners(), document.querySelector(".recap-teams")?.getAttribute("data-winner"));
  const share = byId("poster-share");
  byId("poster-save").addEventListener("click", () => save(canvas));
  share.hidden = !mayShare();
  share.addEventListener("click", () => handOn(canvas));
}

function bestShots() {
  return [...shots]
    .map(shotIn)
    .filter((shot) => shot.photo)
    .sort((a, b) => Number(b.percent) - Number(a.percent))
    .slice(0, 4);
}

/** @param {HTMLElement} node @returns {PosterShot} */
function shotIn(node) {
  const { prompt = "", name = "", percent = "", photo = "" } = node.dataset;
  return { picture: prompt, name, percent, photo, middle: middleOf(find(node, "img")) };
}

function winners() {
  /** @type {NodeListOf<HTMLElement>} */
  const nodes = document.querySelectorAll(".recap-winners li");
  return [...nodes].slice(0, 3).map(winnerIn);
}

/** @param {HTMLElement} node @returns {Winner} */
function winnerIn(node) {
  const { place = "", name = "", points = "", photo } = node.dataset;
  const picture = photo || find(node, "img", HTMLImageElement).src;
  return { place, name, points, picture, middle: middleOf(node) };
}

/** The points of a face over the photo: adrift while nobody knows where it is, then settling where it was seen. */

import { el } from "../ui/dom.js";

/** @typedef {[x: number, y: number]} Point 0..1 of the upright photo */

const COUNT = 478;
const SETTLING = 900;
const HOLD = 550;
/** How far a point drifts, of the photo's width, and how fast it goes round, in milliseconds. */
const DRIFT = 0.012;
const ROUND = 2600;
/** A point is so much of the frame's width, and its ring a share of the point. */
const SIZE = 1 / 170;
const RING = 1.45;

/**
 * @param {HTMLElement} frame with the photo, which fills it
 * @returns {{ settle: (points: Point[] | undefined) => Promise<void>, leave: () => void }} `settle` ends once they lie still
 */
export function driftingDots(frame) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const from = Array.from({ length: COUNT }, () => /** @type {Point} */ ([Math.random(), Math.random()]));
  const draw = dotsIn(frame);
  const began = performance.now();
  /** @type {Point[] | null} */
  let to = null;
  let settled = 0;
  let next = 0;
  step();
  return { settle, leave: () => cancelAnimationFrame(next) };

  function step() {
    const now = performance.now();
    draw(to && still ? to : from.map((point, index) => at(point, index, now)));
    next = requestAnimationFrame(step);
  }

  /** @param {Point} point @param {number} index @param {number} now @returns {Point} */
  function at([x, y], index, now) {
    const angle = still ? 0 : ((now - began) / ROUND) * Math.PI * 2 + index;
    const adrift = /** @type {Point} */ ([x + Math.cos(angle) * DRIFT, y + Math.sin(angle) * DRIFT]);
    const target = to?.[index];
    if (!target) return adrift;
    const share = eased((now - settled) / SETTLING);
    return [adrift[0] + (target[0] - adrift[0]) * share, adrift[1] + (target[1] - adrift[1]) * share];
  }

  /** @param {Point[] | undefined} points */
  async function settle(points) {
    if (!points?.length || !frame.querySelector("img")) return;
    to = points;
    settled = performance.now();
    await new Promise((done) => setTimeout(done, SETTLING + HOLD));
  }
}

/** The same at rest. @param {HTMLElement} frame @param {Point[]} points */
export function stillDots(frame, points) {
  const draw = dotsIn(frame);
  const image = frame.querySelector("img");
  const redraw = () => draw(points);
  image?.addEventListener("load", redraw);
  new ResizeObserver(redraw).observe(frame);
}

/** @param {number} share */
function eased(share) {
  return 1 - (1 - Math.min(1, Math.max(0, share))) ** 3;
}

/** Draws points where the photo shows them, of which the frame cuts the edges off. @param {HTMLElement} frame */
function dotsIn(frame) {
  const canvas = el("canvas.dots", { "aria-hidden": "true" });
  const pen = canvas.getContext("2d");
  frame.append(canvas);
  return (/** @type {Point[]} */ points) => {
    const image = frame.querySelector("img");
    const { clientWidth: width, clientHeight: height } = frame;
    if (!pen || !image?.naturalWidth || !width) return;
    const sharp = Math.min(2, devicePixelRatio);
    if (canvas.width !== Math.round(width * sharp) || canvas.height !== Math.round(height * sharp)) {
      canvas.width = Math.round(width * sharp);
      canvas.height = Math.round(height * sharp);
    }
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    pen.clearRect(0, 0, width, height);
    const scale = Math.max(width / image.naturalWidth, height / image.naturalHeight);
    const [wide, high] = [image.naturalWidth * scale, image.naturalHeight * scale];
    const style = getComputedStyle(frame);
    for (const [colour, radius] of /** @type {const} */ ([["--ink", width * SIZE * RING], ["--sun", width * SIZE]])) {
      pen.fillStyle = style.getPropertyValue(colour);
      pen.beginPath();
      for (const [x, y] of points) {
        const [left, top] = [width / 2 + (x - 0.5) * wide, height / 2 + (y - 0.5) * high];
        pen.moveTo(left + radius, top);
        pen.arc(left, top, radius, 0, Math.PI * 2);
      }
      pen.fill();
    }
  };
}

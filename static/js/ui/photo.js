/** A photo with the contours that the server saw, drawn over it, and close enough to see the face. */

/** @import { Judged, ShotView } from "../live/protocol.js" */

import { art } from "./art.js";
import { drawn, el } from "./dom.js";

const HELD_BACK = "The host keeps this photo back.";
const TAKEN_DOWN = "Taken down by its owner.";
const SIZE = 1000;
/** How much of the frame's height eyes to mouth should fill, and the closest look. */
const FACE = 0.36;
const CLOSEST = 3;

/** @typedef {Judged["overlay"]} Overlay rings of x, y in 0..1 of the upright photo */
/** @typedef {[x: number, y: number]} Point */

/**
 * Picture and contours are cut alike to the square frame; two who squeezed into one picture are shown whole.
 * @param {Pick<Judged, "photo" | "overlay">} result
 * @param {string} alt
 */
export function photo(result, alt) {
  const overlay = result.overlay ?? {};
  const image = el("img", { alt, draggable: "false", decoding: "async" });
  const together = Object.keys(overlay).filter((part) => part.endsWith("mouth")).length > 1;
  const lines = drawn("svg.contours", { "aria-hidden": "true", preserveAspectRatio: `xMidYMid ${together ? "meet" : "slice"}` });
  const print = el("div.photo-print", {}, image, lines);
  image.onload = () => {
    const ratio = image.naturalWidth / image.naturalHeight;
    trace(lines, overlay, ratio);
    if (together) return;
    const { scale, x, y, across, down } = closeUp(overlay, ratio);
    const unit = SIZE * Math.min(1, ratio);
    lines.setAttribute("viewBox", `${(SIZE * ratio - unit) / 2 + across * unit} ${(SIZE - unit) / 2 + down * unit} ${unit} ${unit}`);
    image.style.objectPosition = `${position(across, ratio)}% ${position(down, 1 / ratio)}%`;
    print.style.transform = `translate(${x}%, ${y}%) scale(${scale})`;
    print.style.setProperty("--close", String(scale));
  };
  image.src = result.photo ?? "";
  return el("div.photo", together ? { data: { together: "" } } : {}, print);
}

/** @param {SVGElement} lines @param {Overlay} overlay @param {number} ratio */
function trace(lines, overlay, ratio) {
  lines.setAttribute("viewBox", `0 0 ${SIZE * ratio} ${SIZE}`);
  // A frame says where the face is, and no more.
  const seen = Object.entries(overlay).filter(([part]) => part !== "frame");
  const rings = seen.map(([part, points]) => ring(part, points, ratio));
  lines.replaceChildren(...rings.flat());
}

/** @param {string} part @param {Point[]} points @param {number} ratio */
function ring(part, points, ratio) {
  const at = points.map(([x, y]) => `${(x * SIZE * ratio).toFixed(1)} ${(y * SIZE).toFixed(1)}`);
  const stroke = { d: `M${at.join("L")}Z`, pathLength: 1, "vector-effect": "non-scaling-stroke" };
  return [drawn("path.contour-ink", stroke), drawn(`path.contour.${part.endsWith("mouth") ? "of-mouth" : "of-eye"}`, stroke)];
}

/**
 * The scale, and the shift in percent, that bring the face to the middle of a square frame without baring its edges;
 * and how far from the photo's middle the frame is cut, in frames, where the face is at the side of a long photo.
 * @param {Overlay} overlay
 * @param {number} ratio
 */
export function closeUp(overlay, ratio) {
  const points = Object.values(overlay)
    .flat()
    .map((point) => inFrame(point, ratio));
  if (!points.length) return { scale: 1, x: 0, y: 0, across: 0, down: 0 };
  const [left, right] = range(points.map(([x]) => x));
  const [top, bottom] = range(points.map(([, y]) => y));
  const scale = Math.min(CLOSEST, Math.max(1, FACE / Math.max(bottom - top, (right - left) * 0.7)));
  /** @param {number} middle */
  const shift = (middle) => Math.min(0, Math.max(1 - scale, 0.5 - scale * middle)) * 100;
  const [middle, height] = [(left + right) / 2, (top + bottom) / 2];
  const [across, down] = [slide(middle, 0.5 / scale, ratio), slide(height, 0.5 / scale, 1 / ratio)];
  return { scale, x: shift(middle - across), y: shift(height - down), across, down };
}

/** @param {number} middle @param {number} half of what is seen @param {number} long the photo's side, in frames */
function slide(middle, half, long) {
  const room = Math.max(0, (long - 1) / 2);
  return Math.min(room, Math.max(-room, Math.min(0, middle - half) + Math.max(0, middle + half - 1)));
}

/** As a style says it. @param {number} slid @param {number} long */
function position(slid, long) {
  return long > 1 ? 50 + (100 * slid) / (long - 1) : 50;
}

/**
 * Where a point of the photo lies in a square frame that the photo covers.
 * @param {Point} point
 * @param {number} ratio
 */
function inFrame([x, y], ratio) {
  const [width, height] = ratio > 1 ? [ratio, 1] : [1, 1 / ratio];
  return [(1 - width) / 2 + x * width, (1 - height) / 2 + y * height];
}

/** @param {number[]} values */
function range(values) {
  return [Math.min(...values), Math.max(...values)];
}

/**
 * A photo as a vote or a card shows it.
 * @param {ShotView} shot
 * @param {string} alt
 */
export function shotPhoto(shot, alt) {
  return photoOf({ code: "scored", ...shot }, alt);
}

/**
 * The photo; else its frame, with words where nobody else says why it is empty.
 * @param {Pick<Judged, "photo" | "overlay" | "code"> & { withdrawn?: boolean }} result
 * @param {string} alt
 */
export function photoOf(result, alt) {
  if (result.photo) return photo(result, alt);
  if (result.withdrawn) return el("div.photo.empty", {}, el("span.bubble", {}, TAKEN_DOWN));
  if (result.code === "scored") return el("div.photo.empty", {}, el("span.bubble.oops", {}, HELD_BACK));
  return el("div.photo.empty", {}, el("img", { src: art("no-face"), alt: "No face", width: 200, height: 200 }));
}

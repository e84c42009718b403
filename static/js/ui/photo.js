/** A photo with the contours that the server saw, drawn over it. */

import { drawn, el } from "../dom.js";

const SIZE = 1000;

/** `overlay`: rings of x, y in 0..1 of the upright photo. Both picture and contours are cut alike to the frame. */
export function photo(result, name) {
  const image = el("img", { alt: `${name}'s photo`, draggable: "false", decoding: "async" });
  const lines = drawn("svg.contours", { "aria-hidden": "true", preserveAspectRatio: "xMidYMid slice" });
  image.onload = () => trace(lines, result.overlay ?? {}, image.naturalWidth / image.naturalHeight);
  image.src = result.photo;
  return el("div.photo", {}, image, lines);
}

function trace(lines, overlay, ratio) {
  lines.setAttribute("viewBox", `0 0 ${SIZE * ratio} ${SIZE}`);
  const rings = Object.entries(overlay).map(([part, points]) => ring(part, points, ratio));
  lines.replaceChildren(...rings.flat());
}

function ring(part, points, ratio) {
  const at = points.map(([x, y]) => `${(x * SIZE * ratio).toFixed(1)} ${(y * SIZE).toFixed(1)}`);
  const d = `M${at.join("L")}Z`;
  const stroke = { d, pathLength: 1, "vector-effect": "non-scaling-stroke" };
  return [drawn("path.contour-ink", stroke), drawn(`path.contour.${part === "mouth" ? "of-mouth" : "of-eye"}`, stroke)];
}

/** What stands where no photo can. */
export function noPhoto(words) {
  return el("div.photo.empty", {}, el("span.bubble.oops", {}, words));
}

export function photoOf(result, name) {
  return result.photo ? photo(result, name) : noPhoto(result.message || "No photo this time.");
}

/** The face to copy, and what it asks for in words. */

import { el } from "./dom.js";

export function picture(prompt) {
  return el("img.prompt-picture", {
    src: prompt.picture,
    alt: `${prompt.title}. ${targetWords(prompt)}`,
    width: 512,
    height: 512,
    draggable: "false",
  });
}

export function targetWords({ left_eye: left, right_eye: right, mouth }) {
  return `${eyes(left, right)}, mouth ${degree(mouth)}.`;
}

function eyes(left, right) {
  if (Math.abs(left - right) < 0.25) return `Eyes ${degree((left + right) / 2)}`;
  return left < right ? "Wink your left eye" : "Wink your right eye";
}

function degree(value) {
  if (value <= 0.2) return "shut";
  return value >= 0.8 ? "wide open" : "half open";
}

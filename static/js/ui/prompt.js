/** The face to copy, and what it asks for in words. */

/** @import { PromptView, RoomView, You } from "../live/protocol.js" */
/** @import { Target } from "../meter/expression.js" */

import { el } from "./dom.js";
import { partWords } from "./parts.js";

/**
 * A secret one is a card with a question mark.
 * @param {PromptView | null} [prompt]
 */
export function picture(prompt) {
  if (!prompt) return el("div.prompt-picture.mystery", { role: "img", "aria-label": "A secret face" }, "?");
  return el("img.prompt-picture", {
    src: prompt.picture,
    alt: `${prompt.title}. ${targetWords(prompt)}`,
    width: 512,
    height: 512,
    draggable: "false",
  });
}

/**
 * What the drawn face would say: its title, in a speech bubble. The picture's own words have it, too.
 * @param {Pick<PromptView, "title">} prompt
 */
export function saying({ title }) {
  return el("p.bubble.saying", { "aria-hidden": "true" }, title);
}

/**
 * The face that this screen's owner copies now: everybody's, or their own. None for who knows of none.
 * @param {{ room: RoomView, you?: You | null }} state
 * @returns {PromptView | null}
 */
export function wantedBy({ room, you }) {
  return you?.prompt ?? room.prompt ?? null;
}

/** @param {Target} target */
export function targetWords({ left_eye: left, right_eye: right, mouth, parts }) {
  return `${[eyes(left, right), `mouth ${degree(mouth)}`, ...Object.entries(parts ?? {}).map((part) => partWords(...part))].join(", ")}.`;
}

/** @param {number} left @param {number} right */
function eyes(left, right) {
  if (Math.abs(left - right) < 0.25) return `Eyes ${degree((left + right) / 2)}`;
  return left < right ? "Wink your left eye" : "Wink your right eye";
}

/** @param {number} value */
function degree(value) {
  if (value <= 0.2) return "shut";
  return value >= 0.8 ? "wide open" : "half open";
}

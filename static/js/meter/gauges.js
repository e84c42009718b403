/** A pair of eyes and a mouth that open and close with you, over a dashed ghost of what is wanted. */

/** @import { Openness, Reading, Target } from "./expression.js" */
/** @import { score } from "./similarity.js" */

import { drawn, el, mark, say } from "../ui/dom.js";
import { scales } from "./scales.js";
import { mapped } from "./similarity.js";

/** @type {Record<string, string>} */
const WORDS = { hold: "Hold it!", found: "There you are!", lost: "Where's your face?" };
const AT_REST = { left_eye: 1, right_eye: 1, mouth: 0 };
/** How far the eyes stand from the middle. */
const EYE_AT = 21;
let clips = 0;

/**
 * The widget. `target` is { left_eye, right_eye, mouth }, with more in `parts`, or null, where you only see yourself;
 * `mirrored()` tells whether your left eye is on the left of the picture.
 * @param {Target | null} target
 * @param {() => boolean} mirrored
 */
export function gauges(target, mirrored) {
  const eyes = gauge("Your eyes", "meter-eyes", "-42 -20 84 36");
  const mouth = gauge("Your mouth", "meter-mouth", "-42 -11 84 42");
  const sides = [eye(target?.left_eye), eye(target?.right_eye)];
  const lips = lipsOf(target?.mouth);
  eyes.drawing.append(...sides.map((side) => side.node));
  mouth.drawing.append(...lips.nodes);
  const others = scales(target?.parts ?? {});
  const percent = el("b");
  const match = el("p.meter-match", {}, el("span.unseen", {}, "Match now: "), percent);
  const words = el("p.meter-words");
  const node = el("div.meter", { role: "group", "aria-label": "Live meter" }, el("div.meter-face", {}, eyes.node, mouth.node), ...others.nodes, target && match, words);
  draw(target ?? AT_REST);
  return { node, show, lose };

  /**
   * `result` is what `score` gives, or null without a target.
   * @param {Reading} reading
   * @param {ReturnType<typeof score> | null} result
   * @param {boolean | null} hold
   */
  function show(reading, result, hold) {
    draw(reading);
    eyes.tell(eyesOf(reading), target && eyesOf(target));
    mouth.tell(reading.mouth, target?.mouth);
    mark(eyes.node, "match", result?.off.eyes === 0);
    mark(mouth.node, "match", result?.off.mouth === 0);
    others.show(reading.parts, result?.off);
    if (result) say(percent, `${Math.round(100 * result.similarity)}%`);
    mark(node, "state", target ? hold && "hold" : "found");
    say(words, WORDS[node.dataset.state ?? ""] ?? "");
  }

  /** @param {Openness} reading */
  function draw({ left_eye: left, right_eye: right, mouth: open }) {
    const shift = mirrored() ? -EYE_AT : EYE_AT;
    sides[0].draw(settled(left, target?.left_eye), shift);
    sides[1].draw(settled(right, target?.right_eye), -shift);
    lips.draw(settled(open, target?.mouth));
  }

  function lose() {
    say(percent, "–");
    say(words, WORDS.lost);
    mark(node, "state", "lost");
  }
}

/** @param {Openness} reading */
function eyesOf({ left_eye: left, right_eye: right }) {
  return (left + right) / 2;
}

/**
 * A reading that counts the same as the target is drawn on top of its ghost.
 * @param {number} value
 * @param {number} [wanted]
 */
function settled(value, wanted) {
  return wanted !== undefined && mapped(value) === mapped(wanted) ? wanted : value;
}

/** @param {string} name @param {string} kind @param {string} viewBox */
function gauge(name, kind, viewBox) {
  const drawing = drawn("svg", { viewBox, "aria-hidden": "true" });
  const node = el(`div.${kind}`, { role: "meter", "aria-label": name, "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": 0 }, drawing);
  return { node, drawing, tell };

  /**
   * In tens of percent, so that a screen reader is not woken by every frame.
   * @param {number} value
   * @param {number | null} [wanted]
   */
  function tell(value, wanted) {
    const tens = 10 * Math.round(10 * value);
    const text = typeof wanted === "number" ? `${tens}% open, wanted ${Math.round(100 * wanted)}%` : `${tens}% open`;
    if (node.getAttribute("aria-valuetext") === text) return;
    node.setAttribute("aria-valuenow", String(tens));
    node.setAttribute("aria-valuetext", text);
  }
}

/** @param {number} [wanted] */
function eye(wanted) {
  const id = `meter-eye-${(clips += 1)}`;
  const opening = drawn("path");
  const white = drawn("path.meter-white");
  const iris = drawn("g.meter-iris", { "clip-path": `url(#${id})` }, drawn("circle", { r: 8.5, cy: -2 }), drawn("circle.shine", { r: 3, cx: -2.5, cy: -5 }), drawn("circle.shine", { r: 1.5, cx: 3, cy: 1 }));
  const lash = drawn("path.meter-lash");
  const node = drawn("g", {}, drawn("clipPath", { id }, opening), white, iris, lash, ghost(wanted, eyeGhost));
  return { node, draw };

  /** @param {number} open @param {number} x */
  function draw(open, x) {
    node.setAttribute("transform", `translate(${x} 0)`);
    white.setAttribute("d", eyeShape(open));
    opening.setAttribute("d", eyeShape(open));
    lash.setAttribute("d", lid(open));
  }
}

/** @param {number} [wanted] */
function lipsOf(wanted) {
  const lips = drawn("path.meter-lips");
  const tongue = drawn("ellipse.meter-tongue", { rx: 9 });
  return { nodes: [lips, tongue, ghost(wanted, mouthShape)], draw };

  /** @param {number} open */
  function draw(open) {
    lips.setAttribute("d", mouthShape(open));
    tongue.setAttribute("ry", String(4 * open));
    tongue.setAttribute("cy", String(17 * open));
  }
}

/** @param {number | undefined} wanted @param {(open: number) => string} shape */
function ghost(wanted, shape) {
  return drawn("path.meter-ghost", wanted === undefined ? { hidden: true } : { d: shape(wanted) });
}

/** @param {number} open */
function lid(open) {
  return `M-17 1Q0 ${10 - 38 * open} 17 1`;
}

/** @param {number} open */
function eyeShape(open) {
  return `${lid(open)}Q0 ${10 + 16 * open} -17 1Z`;
}

/**
 * Both lids from left to right, so that the dashes of a shut eye's lie on each other.
 * @param {number} open
 */
function eyeGhost(open) {
  return `${lid(open)}M-17 1Q0 ${10 + 16 * open} 17 1`;
}

/** @param {number} open */
function mouthShape(open) {
  const half = 20 - 4 * open;
  return `M${-half} 0C${-half / 2} ${-5 * open} ${half / 2} ${-5 * open} ${half} 0C${half} ${4 + 30 * open} ${-half} ${4 + 30 * open} ${-half} 0Z`;
}

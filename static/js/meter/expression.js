/**
 * Landmarks -> openness of eyes and mouth, 0 shut .. 1 open, and the parts of scoring/vision/parts.py:
 * scoring/vision/readings.py in the browser, number for number. Left and right are the person's own.
 */

/** @import { PromptView } from "../live/protocol.js" */

/** @typedef {Pick<PromptView, "left_eye" | "right_eye" | "mouth">} Openness of the parts, each 0..1 */
/** @typedef {Openness & { parts?: Record<string, number> }} Target what a picture asks for */
/** @typedef {Openness & { parts: Record<string, number> }} Reading with everything else that a picture may ask for, by name */
/** @typedef {[x: number, y: number]} Point */
/** @typedef {(landmark: number) => Point} Places where each landmark is */

const RIGHT_EYE = { corners: [33, 133], lids: [[161, 163], [160, 144], [159, 145], [158, 153], [157, 154]] };
const LEFT_EYE = { corners: [263, 362], lids: [[388, 390], [387, 373], [386, 374], [385, 380], [384, 381]] };
const LID_RATIOS = [0, 0.08, 0.15, 0.3];
const OPENNESS = [0, 0.18, 0.85, 1];
const BROWS = [70, 63, 105, 66, 107, 55, 65, 52, 53, 46, 300, 293, 334, 296, 336, 285, 295, 282, 283, 276];
const [BROWS_AT_REST, BROWS_GO] = [0.21, 0.075];
/** Degrees of a head that tilts or turns as far as it goes without effort. */
const FAR = 25;

/**
 * Float32Array(478 * 3) in 0..1 of a picture of that many pixels -> { left_eye, right_eye, mouth, parts }.
 * @param {Float32Array} landmarks
 * @param {number} width
 * @param {number} height
 * @returns {Reading}
 */
export function read(landmarks, width, height) {
  const tilt = rollOf(landmarks, width, height);
  const at = levelled(landmarks, width, height, tilt);
  const away = (landmarks[3 * 263 + 2] - landmarks[3 * 33 + 2]) * width;
  const across = at(263)[0] - at(33)[0];
  const span = Math.hypot(across, away);
  return {
    left_eye: openness(lidRatio(at, LEFT_EYE)),
    right_eye: openness(lidRatio(at, RIGHT_EYE)),
    mouth: mouthOpenness(at),
    parts: { smile: smile(at, span), brows: brows(at, span), tilt: eitherWay(degrees(tilt) / FAR), turn: eitherWay(degrees(Math.atan2(away, across)) / FAR) },
  };
}

/**
 * Square pixels of the upright box around a face.
 * @param {Float32Array} landmarks
 * @param {number} width
 * @param {number} height
 */
export function area(landmarks, width, height) {
  return spread(landmarks, 0) * width * spread(landmarks, 1) * height;
}

/** @param {Float32Array} landmarks @param {number} axis */
function spread(landmarks, axis) {
  const values = landmarks.filter((_, index) => index % 3 === axis);
  return Math.max(...values) - Math.min(...values);
}

/**
 * By how much the line through the outer corners of the eyes leans clockwise.
 * @param {Float32Array} landmarks
 * @param {number} width
 * @param {number} height
 */
function rollOf(landmarks, width, height) {
  /** @param {number} axis */
  const step = (axis) => landmarks[3 * 263 + axis] - landmarks[3 * 33 + axis];
  return Math.atan2(step(1) * height, step(0) * width);
}

/** @param {number} radians */
function degrees(radians) {
  return (radians * 180) / Math.PI;
}

/**
 * Looks up a landmark [x, y] in pixels, the head's roll undone by turning it about the origin.
 * @param {Float32Array} landmarks
 * @param {number} width
 * @param {number} height
 * @param {number} roll
 * @returns {Places}
 */
function levelled(landmarks, width, height, roll) {
  /** @type {Places} */
  const raw = (index) => [landmarks[3 * index] * width, landmarks[3 * index + 1] * height];
  const [cos, sin] = [Math.cos(roll), Math.sin(roll)];
  return (index) => {
    const [x, y] = raw(index);
    return [x * cos + y * sin, y * cos - x * sin];
  };
}

/**
 * Mean gap between the lids over the eye's width.
 * @param {Places} at
 * @param {typeof LEFT_EYE} eye
 */
function lidRatio(at, { corners, lids }) {
  const gaps = lids.map(([upper, lower]) => distance(at(upper), at(lower)));
  return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length / distance(at(corners[0]), at(corners[1]));
}

/** @param {Point} from @param {Point} to */
function distance([x, y], [u, v]) {
  return Math.hypot(x - u, y - v);
}

/**
 * Straight between the points of the two lists, flat outside.
 * @param {number} ratio
 */
function openness(ratio) {
  const above = LID_RATIOS.findIndex((known) => known > ratio);
  if (above < 0) return OPENNESS[OPENNESS.length - 1];
  const [low, high] = [LID_RATIOS[above - 1], LID_RATIOS[above]];
  return OPENNESS[above - 1] + ((ratio - low) / (high - low)) * (OPENNESS[above] - OPENNESS[above - 1]);
}

/**
 * |y13 - y14| / |x78 - x308|, at most 1.
 * @param {Places} at
 */
function mouthOpenness(at) {
  const gap = Math.abs(at(13)[1] - at(14)[1]);
  const width = Math.abs(at(78)[0] - at(308)[0]);
  return Math.min(1, gap / Math.max(width, 1e-6));
}

/**
 * Wide lips with raised corners, 0..1.
 * @param {Places} at
 * @param {number} span between the eyes' outer corners
 */
function smile(at, span) {
  const wide = Math.abs(at(61)[0] - at(291)[0]) / span;
  const lift = (at(13)[1] + at(14)[1] - at(61)[1] - at(291)[1]) / 2 / span;
  return Math.min(1, Math.max(0, 2.3 * (wide - 0.49) + 4.4 * lift));
}

/**
 * How far the brows stand above the eyes' corners, -1..1, 0 being where most people's are at rest.
 * @param {Places} at
 * @param {number} span
 */
function brows(at, span) {
  const eyes = meanHeight(at, [...LEFT_EYE.corners, ...RIGHT_EYE.corners]);
  return eitherWay(((eyes - meanHeight(at, BROWS)) / span - BROWS_AT_REST) / BROWS_GO);
}

/** @param {Places} at @param {number[]} landmarks */
function meanHeight(at, landmarks) {
  return landmarks.reduce((sum, one) => sum + at(one)[1], 0) / landmarks.length;
}

/** @param {number} value */
function eitherWay(value) {
  return Math.min(1, Math.max(-1, value));
}

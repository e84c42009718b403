/**
 * Landmarks -> openness of eyes and mouth, 0 shut .. 1 open: scoring/vision/expression.py in
 * the browser, number for number. Left and right are the person's own.
 */

/** @import { PromptView } from "../live/protocol.js" */

/** @typedef {Pick<PromptView, "left_eye" | "right_eye" | "mouth">} Openness of the parts, each 0..1 */
/** @typedef {[x: number, y: number]} Point */
/** @typedef {(landmark: number) => Point} Places where each landmark is */

const RIGHT_EYE = { corners: [33, 133], lids: [[161, 163], [160, 144], [159, 145], [158, 153], [157, 154]] };
const LEFT_EYE = { corners: [263, 362], lids: [[388, 390], [387, 373], [386, 374], [385, 380], [384, 381]] };
const LID_RATIOS = [0, 0.08, 0.15, 0.3];
const OPENNESS = [0, 0.18, 0.85, 1];

/**
 * Float32Array(478 * 3) in 0..1 of a picture of that many pixels -> { left_eye, right_eye, mouth }.
 * @param {Float32Array} landmarks
 * @param {number} width
 * @param {number} height
 * @returns {Openness}
 */
export function read(landmarks, width, height) {
  const at = levelled(landmarks, width, height);
  return {
    left_eye: openness(lidRatio(at, LEFT_EYE)),
    right_eye: openness(lidRatio(at, RIGHT_EYE)),
    mouth: mouthOpenness(at),
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
 * Looks up a landmark [x, y] in pixels, the head's roll undone by turning it about the origin.
 * @param {Float32Array} landmarks
 * @param {number} width
 * @param {number} height
 * @returns {Places}
 */
function levelled(landmarks, width, height) {
  /** @type {Places} */
  const raw = (index) => [landmarks[3 * index] * width, landmarks[3 * index + 1] * height];
  const [right, left] = [raw(33), raw(263)];
  const roll = Math.atan2(left[1] - right[1], left[0] - right[0]);
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

/** Is the person in the photo the one in the clip? Both faces, the answer in words, and how sure it is from frame to frame. */

/** @import { FaceMatchAnswer } from "../live/protocol.js" */

import { el } from "../ui/dom.js";
import { cueCard } from "./cue.js";
import { stillOf } from "./still.js";

const GAME = "This is a game and no security: whoever holds a picture into the camera passes it.";
const GONE = "The clip is not kept: it was erased with the answer.";
const UNSEEN = "This browser cannot show this clip. The answer is just as good.";
/** @type {Record<string, { stamp: string, verdict: string }>} */
const VERDICTS = {
  true: { stamp: "It's a match!", verdict: "yes" },
  false: { stamp: "Somebody else", verdict: "no" },
  undefined: { stamp: "Can't tell", verdict: "unsure" },
};

/** @param {FaceMatchAnswer} answer */
const verdictOf = (answer) => VERDICTS[String(answer.is_match)];
/** @param {number | undefined} share */
const percent = (share) => (share === undefined ? "–" : `${Math.round(share * 100)} %`);

/**
 * @param {FaceMatchAnswer} answer
 * @param {Record<string, any>} options as they were asked
 * @param {string} photo
 * @param {Blob | undefined} clip
 */
export function matchCard(answer, options, photo, clip) {
  const { stamp, verdict } = verdictOf(answer);
  return [
    el("div.pair", {}, figure(photoFrame(photo), "The photo"), figure(clipFrame(answer, clip), whenOf(answer))),
    el("p.stamp.match-stamp", { data: { verdict } }, stamp),
    el("p.bubble", {}, answer.reason),
    answer.confidence !== undefined && confidenceBar(answer.confidence, options.threshold),
    timeline(answer, options.threshold),
    numbers(answer, options),
    answer.cue && cueCard(answer.cue),
    el("p.booth-note", {}, GAME),
  ];
}

/**
 * What a screen reader is told at once.
 * @param {FaceMatchAnswer} answer
 */
export function spoken(answer) {
  const sure = answer.confidence === undefined ? "" : ` Confidence ${percent(answer.confidence)}.`;
  const cue = answer.cue ? ` The cue, for fun: ${answer.cue.reason}` : "";
  return `${verdictOf(answer).stamp}. ${answer.reason}${sure}${cue}`;
}

/** @param {Node} picture @param {string} words */
function figure(picture, words) {
  return el("figure.match-face", {}, picture, el("figcaption", {}, words));
}

/** @param {string} photo */
function photoFrame(photo) {
  return el("div.own-photo", {}, photo ? el("img", { src: photo, alt: "The photo", draggable: "false" }) : el("p.bubble", {}, "The photo is not kept."));
}

/** @param {FaceMatchAnswer} answer @param {Blob | undefined} clip */
function clipFrame({ best_frame: best }, clip) {
  const frame = el("div.own-photo", {}, el("p.bubble", {}, clip ? "…" : GONE));
  if (clip) stillOf(clip, best?.t ?? 0).then((still) => frame.replaceChildren(still ? named(still) : el("p.bubble", {}, UNSEEN)));
  return frame;
}

/** @param {HTMLCanvasElement} still */
function named(still) {
  still.setAttribute("role", "img");
  still.setAttribute("aria-label", "The frame of the clip that is most like the photo");
  return still;
}

/** @param {FaceMatchAnswer} answer */
function whenOf({ best_frame: best }) {
  return best ? `The clip, at ${best.t.toFixed(1)} s` : "The clip";
}

/** @param {number} confidence @param {number} threshold */
function confidenceBar(confidence, threshold) {
  const style = { "--share": confidence, "--bar": threshold };
  return el("p.match-sure", {}, `Confidence: ${percent(confidence)}. From ${percent(threshold)} on it is a match.`, el("span.match-bar", { style, "aria-hidden": "true" }));
}

/** @param {FaceMatchAnswer} answer @param {number} threshold */
function timeline({ timeline: moments }, threshold) {
  const bars = moments.map(({ t, confidence }) => {
    const words = `${t.toFixed(1)} s: ${confidence === undefined ? "no face to compare" : percent(confidence)}`;
    const seen = confidence === undefined ? "none" : confidence >= threshold ? "yes" : "no";
    return el("li", { data: { seen }, style: { "--share": confidence ?? 0 }, title: words }, el("span.unseen", {}, words));
  });
  return el("div.match-time", {}, el("h3.caption", {}, "From frame to frame"), el("ol", { style: { "--bar": threshold } }, ...bars));
}

/** @param {FaceMatchAnswer} answer @param {Record<string, any>} options */
function numbers({ method, other, frames, people, sharpness, ms }, { tolerance, threshold, sharpness: least }) {
  const lines = [
    `${frames.sampled} frames were looked at, ${frames.with_face} of them with a face, ${frames.matched} with one that matches.`,
    `${people} ${people === 1 ? "person" : "people"} seen.`,
    `Sharpness: photo ${percent(sharpness.image)}, clip ${percent(sharpness.video)}.`,
    `Method: ${method}. The ${other.method} one gives ${percent(other.confidence)} for the same frames.`,
    `Tolerance ${tolerance}, threshold ${threshold}, least sharpness ${least}. ${(ms / 1000).toFixed(1)} s.`,
  ];
  return el("details.bare-number", {}, el("summary", {}, "The bare numbers"), ...lines.map((line) => el("p", {}, line)));
}

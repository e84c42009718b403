/** Practice: the score explained as in a game, and today's best beside it. */

/** @import { PracticeAnswer } from "../live/protocol.js" */

import { el } from "../ui/dom.js";
import { photoOf } from "../ui/photo.js";
import { picture } from "../ui/prompt.js";
import { burst, countUp, digitsOf, partList } from "../ui/score.js";
import { shoutFor } from "../ui/shouts.js";

const CODE = "scored";

/** @param {PracticeAnswer} answer @param {string} photo */
export function practiceCard(answer, photo) {
  const { percent, parts, overlay, note, best_today: best, prompt } = answer;
  const star = burst(percent);
  star.classList.add("landing");
  const judged = { code: CODE, message: "", points: 0, percent, parts, overlay, photo };
  const mine = photo ? photoOf(judged, "Your photo") : el("div.photo.empty", {}, el("span.bubble", {}, "Your photo is not kept."));
  countUp(star, percent);
  return [
    el("div.pair", {}, picture(prompt), mine),
    el("div.verdict", {}, star, el("div.verdict-words", {}, el("p.stamp", {}, shoutFor(judged, photo)), bestWords(percent, best))),
    partList(parts),
    digitsOf(parts),
    note && el("p.bubble", {}, note),
  ];
}

/**
 * What a screen reader is told of it at once.
 * @param {PracticeAnswer} answer
 */
export function spoken({ percent, parts, best_today: best }) {
  const reasons = Object.values(parts).map((part) => part.words);
  return `${Math.round(percent)} percent. ${reasons.join(". ")}. Best of today: ${Math.round(best)} percent`;
}

/** @param {number} percent @param {number} best */
function bestWords(percent, best) {
  return el("p.shout", {}, percent >= best ? "Your best of today!" : `Best of today: ${Math.round(best)} %`);
}

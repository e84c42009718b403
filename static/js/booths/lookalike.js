/** Who do I look like? The guest's own photo beside the best match, the next ones, and the two parents. */

/** @import { LookalikeAnswer, MatchView, ParentsView } from "../live/protocol.js" */

import { art } from "../ui/art.js";
import { el } from "../ui/dom.js";
import { bareNumber, closerBar, closerWords } from "./closeness.js";
import { wordsFor } from "./gallery-choice.js";
import { ownPhoto } from "./own-photo.js";

/** @param {LookalikeAnswer} answer @param {string} photo */
export function lookalikeCard(answer, photo) {
  const [best, ...others] = answer.matches;
  return [
    el(
      "div.pair.likeness",
      {},
      el("figure", {}, ownPhoto(photo, "Your photo"), el("figcaption", {}, "You")),
      el("figure", {}, portrait(best), el("figcaption", {}, best.name)),
    ),
    el("p.stamp.likeness-stamp", {}, best.is_match ? "This is a match!" : "Best guess"),
    el("p.likeness-words", {}, el("b", {}, closerWords(best)), closerBar(best)),
    answer.faces > 1 && el("p.booth-note", {}, `${answer.faces} faces are in the photo. The largest one was asked about.`),
    !best.is_match && el("p.booth-note", {}, "Nobody here is close enough to be you. This is who comes nearest."),
    others.length > 0 && el("ol.runners-up", { "aria-label": "Who comes next", start: 2 }, ...others.map(runnerUp)),
    answer.parents && parentsCard(answer.parents),
    bareNumber(best, wordsFor(answer.gallery), `It took ${Math.round(answer.ms)} ms. Your face: ${faceWords(answer)}.`),
  ];
}

/**
 * What a screen reader is told of it at once.
 * @param {LookalikeAnswer} answer
 */
export function spoken({ matches: [best] }) {
  return `${best.is_match ? "This is a match" : "Best guess"}: ${best.name}. ${closerWords(best)}.`;
}

/** @param {MatchView} match */
export function portrait({ picture, name }) {
  return el("img.portrait", { src: picture || art("no-face"), alt: `Picture of ${name}`, width: 300, height: 300, draggable: "false" });
}

/** @param {MatchView} match */
function runnerUp(match) {
  return el(
    "li.runner-up",
    {},
    el("img.portrait", { src: match.picture || art("no-face"), alt: "", width: 64, height: 64 }),
    el("span", {}, el("b", {}, match.name), el("small", {}, closerWords(match)), closerBar(match)),
  );
}

/** @param {ParentsView} parents */
function parentsCard({ first, second, share }) {
  const mine = Math.round(100 * share);
  return el(
    "section.panel.parents",
    {},
    el("h3.caption", {}, "Your two parents"),
    el("div.parents-pair", {}, portrait(first), el("span.shout", { "aria-hidden": "true" }, "+"), portrait(second)),
    el("p", {}, `${mine} % ${first.name}, ${100 - mine} % ${second.name}: nobody's mixture comes closer to you.`),
  );
}

/** @param {LookalikeAnswer} answer */
function faceWords({ quality }) {
  const turned = Math.round(Math.hypot(quality.yaw, quality.pitch));
  return `${Math.round(quality.eyes_apart)} pixels from eye to eye, turned by ${turned} degrees, sharpness ${quality.sharpness.toFixed(2)}`;
}

/** Which character am I? The guest's photo with the points that were seen, the likeliest one, and a bar for each. */

/** @import { BarView, CharacterAnswer } from "../live/protocol.js" */

import { art } from "../ui/art.js";
import { el } from "../ui/dom.js";
import { wordsFor } from "./cast-choice.js";
import { stillDots } from "./dots.js";
import { ownPhoto } from "./own-photo.js";

/** So many bars are shown at once, where they come likeliest first. */
const FIRST = 6;
const SHUFFLED = "One visitor in ten, and so you, sees the bars in random order: that tells what the order does to a “like”.";

/** @param {CharacterAnswer} answer @param {string} photo */
export function characterCard(answer, photo) {
  const { winner, landmarks, cast } = answer;
  const mine = ownPhoto(photo, "Your photo");
  if (landmarks && photo) stillDots(mine, landmarks);
  return [
    el(
      "div.pair.likeness",
      {},
      el("figure", {}, mine, el("figcaption", {}, "You")),
      el("figure", {}, portrait(winner), el("figcaption", {}, winner.name)),
    ),
    el("p.stamp.likeness-stamp", {}, `You are ${winner.name}!`),
    winner.words && el("p.character-words", {}, winner.words),
    ...bars(answer),
    answer.faces > 1 && el("p.booth-note", {}, `${answer.faces} faces are in the photo. The largest one was asked about.`),
    el("p.booth-note", {}, `${cast.name}, version ${answer.version}. It took ${Math.round(answer.ms)} ms. ${wordsFor(cast)}`),
  ];
}

/**
 * What a screen reader is told of it at once.
 * @param {CharacterAnswer} answer
 */
export function spoken({ winner }) {
  return `You are ${winner.name}, ${percent(winner)}. ${winner.words}`;
}

/** @param {Pick<BarView, "picture" | "name">} bar */
export function portrait({ picture, name }) {
  return el("img.portrait", { src: picture || art("no-face"), alt: `Picture of ${name}`, width: 300, height: 300, draggable: "false" });
}

/** @param {Pick<BarView, "probability">} bar */
export function percent({ probability }) {
  if (probability > 0 && probability < 0.01) return "under 1 %";
  return `${Math.round(100 * probability)} %`;
}

/** @param {CharacterAnswer} answer */
function bars({ bars: all, shuffled }) {
  const shown = shuffled ? all.length : FIRST;
  const more = all.slice(shown);
  return [
    shuffled && el("p.booth-note", {}, SHUFFLED),
    el("ol.character-bars", { "aria-label": "How probable each character is" }, ...all.slice(0, shown).map(bar)),
    more.length > 0 &&
      el(
        "details.bare-number",
        {},
        el("summary", {}, `And ${more.length} more`),
        el("ol.character-bars", { start: shown + 1 }, ...more.map(bar)),
      ),
  ];
}

/** @param {BarView} one */
function bar(one) {
  return el(
    "li.character-bar",
    {},
    el("img.portrait", { src: one.picture || art("no-face"), alt: "", width: 44, height: 44, loading: "lazy" }),
    el("span", {}, el("b", {}, one.name), " ", el("span.character-share", {}, percent(one))),
    el("span.closer-bar", { "aria-hidden": "true", style: { "--share": one.probability } }),
  );
}

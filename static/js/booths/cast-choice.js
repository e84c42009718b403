/** Which cast is asked, and what it has learned from, in honest words. */

/** @import { CastView } from "../live/protocol.js" */

import { choiceOf } from "./choice.js";

const DEMO = "A demo: drawn characters, learned from made-up faces around theirs and from nobody's photo. A game, not a science.";
const PEOPLE = "Learned from photos of people who are said to resemble them, and who agreed.";
const UNTRAINED = "This cast has not learned anything yet: it needs photos of people who resemble its characters, and a training.";
const NONE = "There is no cast to ask yet. The host can add one in the panel.";

/** @param {CastView[]} casts */
export function castChoice(casts) {
  const options = casts.map((cast) => ({ ...cast, words: wordsFor(cast), off: !cast.trained }));
  return choiceOf("Ask", options, NONE);
}

/** @param {CastView} cast */
export function wordsFor({ demo, trained }) {
  if (!trained) return UNTRAINED;
  return demo ? DEMO : PEOPLE;
}

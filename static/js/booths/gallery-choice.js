/** Which gallery a face is compared with, and what kind of a comparison that is, in honest words. */

/** @import { GalleryView } from "../live/protocol.js" */

import { choiceOf } from "./choice.js";

const DRAWN = "Drawn characters: compared by where your eyes, nose and mouth sit. A game, not a science.";
const PEOPLE = "Photos of people: compared by 128 numbers that a network reads from a face.";
const NONE = "There is no gallery to compare with yet. The host can add one in the panel.";

/** @param {GalleryView[]} galleries */
export function galleryChoice(galleries) {
  const options = galleries.map((gallery) => ({ ...gallery, words: wordsFor(gallery) }));
  return choiceOf("Compare with", options, NONE);
}

/** @param {GalleryView} gallery */
export function wordsFor({ drawn }) {
  return drawn ? DRAWN : PEOPLE;
}

/** Which gallery a face is compared with, and what kind of a comparison that is, in honest words. */

/** @import { GalleryView } from "../live/protocol.js" */

import { el } from "../ui/dom.js";

const DRAWN = "Drawn characters: compared by where your eyes, nose and mouth sit. A game, not a science.";
const PEOPLE = "Photos of people: compared by 128 numbers that a network reads from a face.";
const NONE = "There is no gallery to compare with yet. The host can add one in the panel.";

/**
 * `chosen()` is the slug; with one gallery alone nothing has to be chosen. `any`: whether there is one at all.
 * @param {GalleryView[]} galleries
 */
export function galleryChoice(galleries) {
  const options = galleries.map((gallery, index) => option(gallery, index === 0));
  const [only] = galleries;
  const node =
    galleries.length > 1
      ? el("fieldset.field.galleries", {}, el("legend", {}, "Compare with"), ...options)
      : el("p.booth-note", {}, ...(only ? [el("b", {}, `${only.name}. `), wordsFor(only)] : [NONE]));
  return { node, chosen, choose, any: galleries.length > 0 };

  function chosen() {
    const picked = node.querySelector("input:checked");
    return picked instanceof HTMLInputElement ? picked.value : (only?.slug ?? "");
  }

  /** @param {string} slug of the gallery that has answered: the next photo asks it too */
  function choose(slug) {
    for (const input of node.querySelectorAll("input")) input.checked ||= input.value === slug;
  }
}

/** @param {GalleryView} gallery */
export function wordsFor({ drawn }) {
  return drawn ? DRAWN : PEOPLE;
}

/** @param {GalleryView} gallery @param {boolean} checked */
function option(gallery, checked) {
  return el(
    "label.gallery",
    {},
    el("input.unseen", { type: "radio", name: "gallery", value: gallery.slug, checked }),
    el("span", {}, el("b", {}, gallery.name), el("small", {}, wordsFor(gallery))),
  );
}

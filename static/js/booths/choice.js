/** One of several at the door of a booth: what a face is compared with, in honest words. */

import { el } from "../ui/dom.js";

/** @typedef {{ slug: string, name: string, words: string, off?: boolean }} Option `off`: it cannot answer */

/**
 * `chosen()` is the slug; with one option alone nothing has to be chosen. `any`: whether there is one that answers.
 * @param {string} legend
 * @param {Option[]} options
 * @param {string} none what is said where there is nothing
 */
export function choiceOf(legend, options, none) {
  const [only] = options;
  const first = options.find(({ off }) => !off);
  const node =
    options.length > 1
      ? el("fieldset.field.galleries", {}, el("legend", {}, legend), ...options.map((each) => row(each, each === first)))
      : el("p.booth-note", {}, ...(only ? [el("b", {}, `${only.name}. `), only.words] : [none]));
  return { node, chosen, choose, any: Boolean(first) };

  function chosen() {
    const picked = node.querySelector("input:checked");
    return picked instanceof HTMLInputElement ? picked.value : (first?.slug ?? "");
  }

  /** @param {string} slug of what has answered: the next photo asks it too */
  function choose(slug) {
    for (const input of node.querySelectorAll("input")) input.checked ||= input.value === slug;
  }
}

/** @param {Option} option @param {boolean} checked */
function row({ slug, name, words, off }, checked) {
  return el(
    "label.gallery",
    {},
    el("input.unseen", { type: "radio", name: "gallery", value: slug, checked, disabled: off }),
    el("span", {}, el("b", {}, name), el("small", {}, words)),
  );
}

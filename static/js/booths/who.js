/** Who is in this photo? Boxes over the photo, and the same as a list with what can be done about each. */

/** @import { AbsentView, NamedFace, VisitView, WhoAnswer } from "../live/protocol.js" */

import { wordsOf } from "../api.js";
import { el, keep } from "../ui/dom.js";
import { sayNo } from "./api.js";
import { bareNumber, closerWords } from "./closeness.js";
import { cropOf } from "./crop.js";
import { namingForm } from "./naming-form.js";

/** Above so many faces only numbers fit into the photo. */
const NAMES_FIT = 6;
/** Of a large gallery nobody reads all who are missing. */
const MOST_ABSENT = 24;
/** Below this a name stands above its box. */
const LOW = 0.85;
/** @type {Record<NamedFace["zone"], { sign: string, words: string }>} */
const ZONES = {
  is: { sign: "✓", words: "This is" },
  might_be: { sign: "?", words: "This might be" },
  unknown: { sign: "…", words: "Nobody we know" },
};
const NOBODY_MISSING = "Everybody is in the photo.";

/**
 * `update` redraws what a correction has changed; `refused`: a name could not be remembered.
 * @param {VisitView} visit
 * @param {string} photo
 * @param {(words: string) => void} complain
 */
export function whoCard(visit, photo, complain) {
  const boxes = el("ol.who-boxes", { "aria-hidden": "true" });
  const frame = el("div.who-photo", {}, photo && el("img", { src: photo, alt: "Your photo", draggable: "false" }), boxes);
  const list = el("ol.who-list", { "aria-label": "The faces in your photo" });
  const absent = el("p.who-absent");
  update(visit);
  const gone = el("p.booth-note", {}, "The photo itself is not kept. What was found is below.");
  return { nodes: [photo ? frame : gone, list, absent], update, refused };

  function refused() {
    for (const thanks of list.querySelectorAll(".naming > .bubble")) thanks.toggleAttribute("hidden", true);
  }

  /** @param {VisitView} now */
  function update({ answer }) {
    const { faces, absent: missing, gallery } = /** @type {WhoAnswer} */ (answer);
    const named = faces.map((face, index) => ({ face, index }));
    boxes.toggleAttribute("data-many", faces.length > NAMES_FIT);
    keep(boxes, named, keyOf, ({ face, index }) => faceBox(face, index));
    keep(list, named, keyOf, ({ face, index }) => faceRow(face, index, gallery.takes_names));
    absent.replaceChildren(el("b", {}, "Not in the photo: "), listed(missing) || NOBODY_MISSING);
  }

  /** @param {NamedFace} face @param {number} index @param {boolean} takesNames */
  function faceRow(face, index, takesNames) {
    const { zone, name } = face;
    const { person } = face;
    const head = el("span.who-head", { "aria-hidden": "true" }, el("b", {}, String(index + 1)));
    cropOf(photo, face.box).then((crop) => crop && head.prepend(crop));
    return el(
      "li.who-row",
      { data: { zone }, tabindex: -1 },
      head,
      el(
        "div.who-words",
        {},
        el("p", {}, `${ZONES[zone].words}${name ? " " : ""}`, name && el("b", {}, name)),
        el("p.booth-note", {}, face.quality.message ?? (name ? `${closerWords(face)}.` : "")),
        name && bareNumber(face),
        person && name && noButton(index, person, name),
        !name && takesNames && !face.quality.refusal && photo && namingForm(visit.id, index, () => cropOf(photo, face.box)),
      ),
    );
  }

  /** @param {number} face @param {string} person @param {string} name */
  function noButton(face, person, name) {
    const button = el("button.button.small", { type: "button", onclick: refuse }, `Not ${name}`);
    return button;

    async function refuse() {
      button.disabled = true;
      try {
        update(await sayNo(visit.id, face, person));
        // The row that the button was in is another one now.
        if (list.children[face] instanceof HTMLElement) list.children[face].focus();
      } catch (error) {
        button.disabled = false;
        complain(wordsOf(error));
      }
    }
  }
}

/**
 * What a screen reader is told at once.
 * @param {WhoAnswer} answer
 */
export function spoken({ faces, absent }) {
  const found = faces.map(({ zone, name }) => `${ZONES[zone].words} ${name ?? ""}`.trim());
  const missing = listed(absent);
  return `${faces.length} faces. ${found.join(". ")}.${missing ? ` Not in the photo: ${missing}.` : ""}`;
}

/** @param {AbsentView[]} people */
function listed(people) {
  const names = people.slice(0, MOST_ABSENT).map(({ name }) => name);
  const more = people.length - names.length;
  return names.join(", ") + (more ? ` and ${more} more` : "");
}

/**
 * Changes whenever a face has to be drawn anew.
 * @param {{ face: NamedFace, index: number }} named
 */
function keyOf({ face, index }) {
  return `${index} ${face.zone} ${face.person ?? ""}`;
}

/** @param {NamedFace} face @param {number} index */
function faceBox({ box: [x, y, width, height], zone, name }, index) {
  // At the photo's lower edge there is no room for a name underneath.
  const low = y + height > LOW ? "" : undefined;
  const place = { "--x": x, "--y": y, "--w": width, "--h": height };
  const label = el("span", {}, el("b", {}, String(index + 1)), el("i", {}, `${ZONES[zone].sign} ${name ?? ""}`));
  return el("li.who-box", { data: { zone }, "data-low": low, style: place }, label);
}

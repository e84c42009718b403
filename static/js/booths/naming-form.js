/** Giving an unknown face a name, with that person's consent. Only this face is sent, cut out of the photo. */

import { wordsOf } from "../api.js";
import { el, say } from "../ui/dom.js";
import { nameFace } from "./api.js";
import { asJpeg } from "./crop.js";

const SENT = "Thank you! The name appears here in a moment.";

/**
 * @param {string} visit
 * @param {number} face
 * @param {() => Promise<HTMLCanvasElement | null>} crop
 */
export function namingForm(visit, face, crop) {
  const name = el("input.input", { name: "name", required: true, maxlength: 80, autocomplete: "off", autocapitalize: "words" });
  const consent = el("input", { type: "checkbox", name: "consent", required: true });
  const button = el("button.button.cyan", { type: "submit" }, "Remember this face");
  const words = el("p.bubble", { role: "status", hidden: true });
  const form = el(
    "form",
    { onsubmit: submit },
    el("label.field", {}, el("span", {}, "Who is this?"), name),
    el("label.switch", {}, "This person agrees to be remembered here, with this picture", consent),
    button,
  );
  const node = el("details.naming", {}, el("summary.button.small", {}, "Name this face"), form, words);
  return node;

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    button.disabled = true;
    try {
      const cut = await crop();
      if (!cut) throw new Error("This browser cannot cut the face out of this photo.");
      await nameFace(visit, face, name.value.trim(), await asJpeg(cut));
      tell(SENT, false);
    } catch (error) {
      tell(wordsOf(error), true);
    }
    button.disabled = false;
  }

  /** @param {string} text @param {boolean} oops */
  function tell(text, oops) {
    words.hidden = false;
    words.classList.toggle("oops", oops);
    say(words, text);
  }
}

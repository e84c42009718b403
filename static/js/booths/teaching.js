/** What the guest says to the answer, and whether the photo may be kept to learn from it. */

/** @import { CharacterAnswer, VisitView } from "../live/protocol.js" */

import { wordsOf } from "../api.js";
import { announce } from "../ui/announce.js";
import { el, say } from "../ui/dom.js";
import { keepPhoto, sayTo } from "./api.js";
import { blobOf } from "./memory.js";

const THANKS = "Thank you! Nothing of your photo was kept.";
const LOOKING = "Thank you! It is looked at once more; as soon as it is kept, it is listed below.";
const KEPT = "Kept, as a small picture of your face. You can take it back at any time: it is listed below.";
const NO_PHOTO = "The photo is not on this phone any more, so there is nothing to keep.";

/**
 * `update` goes by what the server knows now; `refused`: the photo could not be kept.
 * @param {VisitView} visit
 * @param {string} photo
 * @param {(visit: VisitView) => void} told what came of saying something
 * @param {(words: string) => void} complain
 */
export function teaching(visit, photo, told, complain) {
  const like = el("button.button.leaf", { type: "button", onclick: () => tell(true) }, "I like it");
  const dislike = el("button.button.pink", { type: "button", onclick: () => tell(false) }, "Not me");
  const who = el("select.input", { name: "who", onchange: () => tell(false, who.value || undefined) });
  const then = el("label.field", { hidden: true }, el("span", {}, "Who then?"), who);
  const consent = el("input", { type: "checkbox", name: "consent", required: true });
  const adult = el("input", { type: "checkbox", name: "adult", required: true });
  const send = el("button.button.cyan", { type: "submit" }, "Let it learn from me");
  const form = el(
    "form.teach-form",
    { hidden: true, onsubmit: keep },
    el("p", {}, el("b", {}, "May we keep this photo to learn from it?"), " A small picture of your face stays on this party's server. Only the host sees it, and you can take it back."),
    el("label.switch", {}, "Yes, keep it and learn from it", consent),
    el("label.switch", {}, "Nobody in it is a child", adult),
    send,
  );
  const words = el("p.bubble.yes", { role: "status" });
  const node = el("section.panel.teach", { "aria-label": "What do you say?" }, el("h3.caption", {}, "Is that you?"), el("div.row", {}, like, dislike), then, form, words);
  const { bars } = answerOf(visit);
  const names = bars.toSorted((one, other) => one.name.localeCompare(other.name));
  who.append(el("option", { value: "" }, "I can't say"), ...names.map((bar) => el("option", { value: bar.character }, bar.name)));
  update(visit);
  return { node, update, refused: () => say(words, THANKS) };

  /** @param {VisitView} now */
  function update(now) {
    const { said, kept } = answerOf(now);
    like.ariaPressed = String(said?.liked === true);
    dislike.ariaPressed = String(said?.liked === false);
    then.hidden = said?.liked !== false;
    who.value = said?.character ?? "";
    form.hidden = !said || kept || !photo;
    if (kept) say(words, KEPT);
    else if (said && !(words.textContent === LOOKING)) say(words, photo ? THANKS : `${THANKS} ${NO_PHOTO}`);
  }

  /** @param {boolean} liked @param {string} [character] */
  async function tell(liked, character) {
    try {
      const now = await sayTo(visit.id, liked, character);
      told(now);
    } catch (error) {
      complain(wordsOf(error));
    }
  }

  /** @param {SubmitEvent} event */
  async function keep(event) {
    event.preventDefault();
    send.disabled = true;
    try {
      await keepPhoto(visit.id, blobOf(photo));
      say(words, LOOKING);
      announce(LOOKING);
    } catch (error) {
      complain(wordsOf(error));
    }
    send.disabled = false;
  }
}

/** @param {VisitView} visit */
function answerOf({ answer }) {
  return /** @type {CharacterAnswer} */ (answer);
}

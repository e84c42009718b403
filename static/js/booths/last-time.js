/** A returning visitor's last answer, at the door: numbers and names are kept until they say "forget". */

/** @import { VisitView } from "../live/protocol.js" */

import { wordsOf } from "../api.js";
import { el } from "../ui/dom.js";
import { forgetVisit, lookAtVisit } from "./api.js";

/**
 * Empty until the answer is there, and where there is none. `short` draws it in a few words.
 * @param {string | undefined} id
 * @param {(visit: VisitView) => (Node | string)[]} short
 * @param {(visit: VisitView) => void} reopen
 */
export function lastTime(id, short, reopen) {
  const card = el("section.panel.last-time", { hidden: true, "aria-label": "Last time" });
  if (id) lookAtVisit(id).then(draw, () => {});
  return card;

  /** @param {VisitView} visit */
  function draw(visit) {
    if (!visit.answer) return;
    const words = el("p.booth-note", { role: "status" });
    const drop = el("button.button.plain.small", { type: "button", onclick: forget }, "Forget me");
    const open = el("button.button.small", { type: "button", onclick: () => reopen(visit) }, "See it again");
    card.replaceChildren(el("h3.caption", {}, "Last time"), el("div.last-words", {}, ...short(visit)), el("div.row", {}, open, drop), words);
    card.hidden = false;

    function forget() {
      forgetVisit(visit.id).then(
        () => card.replaceChildren(el("p", { role: "status" }, "Forgotten.")),
        (error) => (words.textContent = wordsOf(error)),
      );
    }
  }
}

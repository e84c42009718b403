/** "Show it to the room": only what the guest has seen, and only from a seat. */

/** @import { Party } from "./party.js" */

import { wordsOf } from "../api.js";
import { announce } from "../ui/announce.js";
import { el } from "../ui/dom.js";
import { showVisit } from "./api.js";

/** @param {Party} party @param {string} visit @param {(words: string) => void} complain */
export function showButton({ code }, visit, complain) {
  const button = el("button.button.pink", { type: "button", onclick: show }, `Show it to room ${code}`);
  return button;

  async function show() {
    button.disabled = true;
    try {
      await showVisit(visit, code);
      button.textContent = "It's on the big screen!";
      announce("The room sees your answer now");
    } catch (error) {
      button.disabled = false;
      complain(wordsOf(error));
    }
  }
}

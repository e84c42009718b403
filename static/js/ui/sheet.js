/** A sheet over the screen, with its title and a way to close it. */

/** @import { Child } from "./dom.js" */

import { el } from "./dom.js";
import { icon } from "./icons.js";

/**
 * @param {HTMLElement} title with an id, by which screen readers know the sheet
 * @param {Child[]} children
 * @returns {HTMLDialogElement}
 */
export function sheetOf(title, ...children) {
  /** @type {HTMLDialogElement} */
  const sheet = el("dialog.sheet", { "aria-labelledby": title.id }, el("div.sheet-head", {}, title, close()), ...children);
  return sheet;

  function close() {
    return el("button.round-button", { type: "button", "aria-label": "Close", onclick: () => sheet.close() }, icon("close"));
  }
}

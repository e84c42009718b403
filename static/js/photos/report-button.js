/** Somebody else's photo, reported to the host. */

import { el } from "../ui/dom.js";

/**
 * `report` says whether the report is on its way.
 * @param {() => boolean | Promise<boolean>} report
 */
export function reportButton(report) {
  const button = el("button.button.plain.small", { type: "button", onclick }, "Report");
  return button;

  async function onclick() {
    if (!(await report())) return;
    button.disabled = true;
    button.textContent = "Reported";
  }
}

/** The picture that everybody copies right now. */

/** @import { PromptView } from "../../../js/live/protocol.js" */

import { el } from "../../../js/ui/dom.js";

/** @param {HTMLElement} box @param {PromptView | undefined} shown */
export function prompt(box, shown) {
  if (box.dataset.id === (shown?.id ?? "")) return;
  box.dataset.id = shown?.id ?? "";
  box.replaceChildren();
  if (!shown) return;
  /** @param {number} value */
  const percent = (value) => `${Math.round(value * 100)} %`;
  const { left_eye: left, right_eye: right } = shown;
  const eyes = left === right ? `Eyes ${percent(left)}` : `Left eye ${percent(left)}, right eye ${percent(right)}`;
  const target = `${eyes}, mouth ${percent(shown.mouth)} open`;
  box.append(
    el("img", { src: shown.picture, alt: "", width: 96, height: 96 }),
    el("p", {}, el("b", {}, shown.title), el("br"), target),
  );
}

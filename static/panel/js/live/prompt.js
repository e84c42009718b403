/** The picture that everybody copies right now. */

import { el } from "../../../js/ui/dom.js";

export function prompt(box, shown) {
  if (box.dataset.id === (shown?.id ?? "")) return;
  box.dataset.id = shown?.id ?? "";
  box.replaceChildren();
  if (!shown) return;
  const percent = (value) => `${Math.round(value * 100)} %`;
  const target = `Eyes ${percent((shown.left_eye + shown.right_eye) / 2)}, mouth ${percent(shown.mouth)} open`;
  box.append(
    el("img", { src: shown.picture, alt: "", width: 96, height: 96 }),
    el("p", {}, el("b", {}, shown.title), el("br"), target),
  );
}

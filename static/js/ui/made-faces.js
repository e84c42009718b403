/** The faces that guests have made for the others to copy, as cards. */

/** @import { PromptView, RoomView } from "../live/protocol.js" */

import { el, keep } from "./dom.js";
import { picture } from "./prompt.js";

export function madeFaces() {
  const node = el("ul.made-faces");
  return { node, update };

  /** @param {RoomView} room */
  function update({ faces }) {
    keep(node, Object.values(faces), (face) => face.id, card);
  }
}

/** @param {PromptView} face */
function card(face) {
  return el("li.made-face", {}, picture(face), el("span", { "aria-hidden": "true" }, face.title));
}

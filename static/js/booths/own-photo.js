/** The guest's own photo in its frame. It is drawn from this phone's memory, never fetched. */

import { el } from "../ui/dom.js";

const UNKNOWN = "Your photo is not kept: it was erased with the answer.";
const UNSEEN = "This browser cannot show a photo of this kind. The answer is just as good.";

/** @param {string} address @param {string} alt */
export function ownPhoto(address, alt) {
  const frame = el("div.own-photo");
  if (!address) frame.append(el("p.bubble", {}, UNKNOWN));
  else frame.append(el("img", { src: address, alt, draggable: "false", onerror: () => frame.replaceChildren(el("p.bubble", {}, UNSEEN)) }));
  return frame;
}

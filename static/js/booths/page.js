/** The page of one booth: what the server wrote into it, the party that waits outside, and the foot of an answer. */

/** @import { CastView, GalleryView } from "../live/protocol.js" */
/** @import { Tools } from "./booth.js" */
/** @import { Child } from "../ui/dom.js" */

import { byId, el } from "../ui/dom.js";
import { partyOf } from "./party.js";
import { showButton } from "./show-button.js";

export const box = byId("booth");
const party = partyOf();
party.then((found) => found && byId("party").append(found.strip));

/** @returns {GalleryView[]} that this visitor may ask */
export function galleries() {
  return JSON.parse(byId("galleries").textContent ?? "[]");
}

/** @returns {CastView[]} that this visitor may ask */
export function casts() {
  return JSON.parse(byId("casts").textContent ?? "[]");
}

/**
 * What can be done with an answer: one big button, the way to the room's screens, and a way out.
 * @param {string} visit
 * @param {Tools} tools
 * @param {Child[]} main
 */
export function answerFoot(visit, tools, ...main) {
  const foot = el("footer.foot", {}, ...main, el("button.button.plain", { type: "button", onclick: tools.forget }, "Forget me"));
  party.then((found) => found && foot.lastElementChild?.before(showButton(found, visit, tools.complain)));
  return foot;
}

/** @param {Tools} tools */
export function againButton(tools, words = "Another photo") {
  return el("button.button.main", { type: "button", onclick: tools.again }, words);
}

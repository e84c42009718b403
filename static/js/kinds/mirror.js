/** One's own character, doing what one does: what the card will look like. It stands still where motion is unwelcome. */

/** @import { SeatView } from "../live/protocol.js" */
/** @import { Openness } from "../meter/expression.js" */

import { Puppet } from "../stage/puppet.js";
import { drawingOf, goalOf } from "../stage/troupe.js";
import { el } from "../ui/dom.js";
import { portrait } from "../ui/model.js";

/** @param {SeatView | null} seat */
export function mirror(seat) {
  const node = el("div.prompt-picture.mirror", { role: "img", "aria-label": `${seat?.nickname ?? "Somebody"}'s character` }, portrait(seat));
  /** @type {Puppet | null} */
  let puppet = null;
  let dressed = false;
  if (seat && !matchMedia("(prefers-reduced-motion: reduce)").matches) drawingOf(seat.avatar).then(dress);
  return { node, pull };

  /** @param {string} text */
  function dress(text) {
    if (!text) return;
    puppet = new Puppet(text);
    puppet.node.setAttribute("aria-hidden", "true");
  }

  /** @param {Openness | null} face */
  function pull(face) {
    if (!face) return;
    const { left_eye: left, right_eye: right, mouth } = face;
    if (!puppet) return;
    if (!dressed) node.replaceChildren(puppet.node);
    dressed = true;
    puppet.pull(goalOf({ left_eye: 100 * left, right_eye: 100 * right, mouth: 100 * mouth }));
  }
}

/** Five stickers to throw at each other. */

/** @import { Send } from "../live/connection.js" */
/** @import { Reaction } from "./reaction-signs.js" */

import { el } from "./dom.js";
import { REACTIONS, reactionSign } from "./reaction-signs.js";

const REST = 400;

/** @param {Send} send */
export function reactionBar(send) {
  let last = 0;
  /** @param {Reaction} sticker */
  const throwOne = (sticker) => {
    if (Date.now() - last < REST) return;
    last = Date.now();
    send("react", { sticker });
  };
  const all = /** @type {[Reaction, string][]} */ (Object.entries(REACTIONS));
  const buttons = all.map(([name, words]) =>
    el("button.reaction", { type: "button", "aria-label": words, onclick: () => throwOne(name) }, reactionSign(name)),
  );
  return el("div.reactions", { role: "group", "aria-label": "Throw a sticker" }, ...buttons);
}

/** Lets a thrown sticker fly over the screen. */
export function flyer() {
  const node = el("div.flying", { "aria-hidden": "true" });
  return { node, fly };

  /** @param {string} sticker @param {string} [nickname] */
  function fly(sticker, nickname) {
    if (!(sticker in REACTIONS)) return;
    const left = `${8 + Math.random() * 72}%`;
    const one = el("span", { style: { left } }, reactionSign(sticker), nickname && el("b", {}, nickname));
    node.append(one);
    setTimeout(() => one.remove(), 2600);
  }
}

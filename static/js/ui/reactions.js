/** Five stickers to throw at each other. */

import { el } from "./dom.js";
import { REACTIONS, reactionSign } from "./reaction-signs.js";

const REST = 400;

export function reactionBar(send) {
  let last = 0;
  const throwOne = (sticker) => {
    if (Date.now() - last < REST) return;
    last = Date.now();
    send("react", { sticker });
  };
  const buttons = Object.entries(REACTIONS).map(([name, words]) =>
    el("button.reaction", { type: "button", "aria-label": words, onclick: () => throwOne(name) }, reactionSign(name)),
  );
  return el("div.reactions", { role: "group", "aria-label": "Throw a sticker" }, ...buttons);
}

/** Lets a thrown sticker fly over the screen. */
export function flyer() {
  const node = el("div.flying", { "aria-hidden": "true" });
  return { node, fly };

  function fly(sticker, nickname) {
    if (!(sticker in REACTIONS)) return;
    const left = `${8 + Math.random() * 72}%`;
    const one = el("span", { style: { left } }, reactionSign(sticker), nickname && el("b", {}, nickname));
    node.append(one);
    setTimeout(() => one.remove(), 2600);
  }
}

/** Under the thumb while posing in a round: the shutter, how many are left, and "I'm happy". */

/** @import { You } from "../live/protocol.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { shutterFoot } from "../photos/shutter.js";
import { el, say } from "../ui/dom.js";

/** @param {PhoneContext} ctx @param {(photo: Blob) => void} send */
export function shutterRow(ctx, send) {
  const happy = el("button.button.leaf.happy", { type: "button", onclick: () => ctx.send("done") }, "I'm happy");
  const left = el("span.takes-left");
  const { node, allow, leave } = shutterFoot(ctx.camera, send, [left, happy]);
  return { node, update, leave };

  /** @param {You} you @param {number} sending */
  function update(you, sending) {
    const more = Math.max(0, you.takes_left - sending);
    allow(more > 0 && !you.done);
    happy.hidden = you.done || !you.takes.some((take) => take.percent !== undefined);
    say(left, you.done ? "All done!" : `${more} left`);
  }
}

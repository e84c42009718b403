/** Under the thumb while posing in a round: the shutter, how many are left, and "I'm happy". */

/** @import { You } from "../live/protocol.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { handsFree } from "../photos/hands-free.js";
import { selfTimer } from "../photos/self-timer.js";
import { shutterFoot } from "../photos/shutter.js";
import { el, say } from "../ui/dom.js";
import { likes } from "../ui/habits.js";

/** So many are left to the thumb. */
const OWN = 1;
/** What the judges say of a photo that one may be happy with. */
const GOOD = ["scored", "read"];

/** @param {PhoneContext} ctx @param {(photo: Blob) => void} send */
export function shutterRow(ctx, send) {
  const happy = el("button.button.leaf.happy", { type: "button", onclick: () => ctx.send("done") }, "I'm happy");
  const left = el("span.takes-left");
  const timer = selfTimer();
  const foot = shutterFoot(ctx.camera, send, [left, happy], { tapped });
  const hands = handsFree({ ready: () => more > OWN, shoot: foot.shoot, shown: foot.hold });
  let more = 0;
  return { node: foot.node, count: timer.node, hear: hands.hear, update, leave };

  /** @param {() => void} shoot */
  function tapped(shoot) {
    if (likes("timer")) timer.start(shoot);
    else shoot();
  }

  function leave() {
    timer.stop();
    hands.stop();
    foot.leave();
  }

  /** @param {You} you @param {number} sending */
  function update(you, sending) {
    more = you.done ? 0 : Math.max(0, you.takes_left - sending);
    foot.allow(more > 0);
    happy.hidden = you.done || !you.takes.some((take) => GOOD.includes(take.code));
    say(left, you.done ? "All done!" : `${more} left`);
  }
}

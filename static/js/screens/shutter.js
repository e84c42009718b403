/** What is under the thumb while posing: the shutter, a photo from a file instead, and "I'm happy". */

/** @import { You } from "../live/protocol.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { fileButton } from "../photos/file-button.js";
import { announce } from "../ui/announce.js";
import { el, find, mark, say } from "../ui/dom.js";

/** @param {PhoneContext} ctx @param {(photo: Blob) => void} send */
export function shutterRow(ctx, send) {
  const shutter = el("button.shutter", { type: "button", "aria-label": "Take the photo", onclick: shoot }, el("span"));
  const file = fileButton("Send a photo instead", send);
  const happy = el("button.button.leaf.happy", { type: "button", onclick: () => ctx.send("done") }, "I'm happy");
  const left = el("span.takes-left");
  const node = el(
    "footer.foot.shutter-row",
    {},
    el("div.side", {}, file),
    el("div.middle", {}, shutter),
    el("div.side", {}, left, happy),
  );
  ctx.camera.addEventListener("status", show);
  let state = { left: 0, done: false, any: false };
  return { node, update, leave: () => ctx.camera.removeEventListener("status", show) };

  /** @param {You} you @param {number} sending */
  function update(you, sending) {
    state = {
      left: Math.max(0, you.takes_left - sending),
      done: you.done,
      any: you.takes.some((take) => take.percent !== undefined),
    };
    show();
  }

  function show() {
    const open = state.left > 0 && !state.done;
    shutter.disabled = !open || !ctx.camera.live;
    mark(node, "blind", ["denied", "absent", "insecure"].includes(ctx.camera.status));
    find(file, "input", HTMLInputElement).disabled = !open;
    happy.hidden = !state.any || state.done;
    say(left, state.done ? "All done!" : `${state.left} left`);
  }

  function shoot() {
    ctx.camera.shoot().then(send, () => announce("The camera is not ready yet."));
  }
}

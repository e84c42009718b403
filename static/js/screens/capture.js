/** The heart: the prompt above, yourself below, and the shutter under your thumb. */

import { sendTake } from "../api.js";
import { announce } from "../announce.js";
import { countdown } from "../countdown.js";
import { el, mark, say } from "../dom.js";
import { lazyMeter } from "../meter/lazy.js";
import { mySeat } from "../store.js";
import { fileButton } from "../ui/filebutton.js";
import { picture, targetWords } from "../ui/prompt.js";
import { viewfinder } from "../ui/viewfinder.js";
import { takeStrip } from "./takes.js";

const TAKES = 3;

export function capture(ctx) {
  const ring = countdown();
  const prompt = el("div.capture-prompt.speed", {}, ring.node);
  const view = viewfinder(ctx.camera);
  const bubble = el("p.bubble.take-words", { "aria-live": "polite" });
  const strip = takeStrip();
  const controls = shutterRow(ctx, send);
  view.node.append(el("span.flash"), strip.node);
  const node = el(
    "section.screen.capture",
    {},
    el("h1.unseen", { tabindex: -1 }, "Copy this face"),
    prompt,
    view.node,
    bubble,
    controls.node,
  );
  const meter = lazyMeter(view.node.querySelector("video"), prompt);
  let failed = null;
  let sending = 0;
  ctx.camera.start();
  return { node, update, tick: (now) => ring.tick(ctx.line.store.state.room, now), leave };

  function leave() {
    meter.stop();
    view.leave();
  }

  function update(state) {
    const { room, you } = state;
    if (!prompt.querySelector("img")) prompt.append(picture(room.prompt));
    meter.start(room.prompt, you.calibration);
    if (you.done) meter.stop();
    strip.update(you.takes, sending);
    controls.update(you, sending);
    if (!failed) advise(you, room.prompt);
    mark(node, "done", you.done);
  }

  function advise(you, wanted) {
    const last = you.takes.at(-1);
    bubble.classList.toggle("oops", Boolean(last && last.percent === undefined && last.code !== "judging"));
    say(bubble, sending ? "Sending…" : adviceFor(you, last, wanted));
  }

  async function send(photo) {
    failed = null;
    sending += 1;
    node.querySelector(".flash").classList.add("flashing");
    refresh();
    try {
      await sendTake(ctx.code, photo);
    } catch (error) {
      failed = photo;
      refuse(error);
    }
    sending -= 1;
    node.querySelector(".flash").classList.remove("flashing");
    refresh();
  }

  /** Refusals of the rules are final; a lost connection may be tried again with the same photo. */
  function refuse(error) {
    const again = error.code === "offline" || error.code === "broken";
    const retry = el("button.button.small", { type: "button", onclick: () => send(failed) }, "Send it again");
    bubble.classList.add("oops");
    bubble.replaceChildren(error.message, ...(again ? [" ", retry] : []));
    announce(error.message);
  }

  function refresh() {
    const { state } = ctx.line.store;
    if (node.isConnected && state.room?.phase === "capture" && mySeat(state)) update(state);
  }
}

function adviceFor(you, last, wanted) {
  if (!last) return targetWords(wanted);
  if (last.code === "judging") return "Got it! The judges are looking…";
  if (last.percent === undefined) return last.message;
  const parts = Object.values(last.parts)
    .map((part) => part.words)
    .join("; ");
  const best = Math.max(...you.takes.map((take) => take.percent ?? 0));
  const tail = you.done
    ? " Your best one counts."
    : best > last.percent
      ? ` Your best is still ${Math.round(best)} %.`
      : "";
  return `${Math.round(last.percent)} %: ${parts}.${tail} ${last.note ?? ""}`.trim();
}

function shutterRow(ctx, send) {
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
  let state = { left: TAKES, done: false };
  return { node, update };

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
    file.querySelector("input").disabled = !open;
    happy.hidden = !state.any || state.done;
    say(left, state.done ? "All done!" : `${state.left} left`);
  }

  function shoot() {
    ctx.camera.shoot().then(send, () => announce("The camera is not ready yet."));
  }
}

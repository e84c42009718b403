/** The heart: the prompt above, yourself below, and the shutter under your thumb. */

/** @import { PromptView } from "../live/protocol.js" */
/** @import { Posing } from "../live/store.js" */
/** @import { Heard } from "../meter/meter.js" */
/** @import { Shot } from "../photos/sending.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { ApiError, askForTicket, reportTake, wordsOf } from "../api.js";
import { mySeat } from "../live/store.js";
import { lazyMeter } from "../meter/lazy.js";
import { poser } from "../meter/poser.js";
import { Sender, shotOf } from "../photos/sending.js";
import { viewfinder } from "../photos/viewfinder.js";
import { adviceFor } from "../ui/advice.js";
import { announce } from "../ui/announce.js";
import { countdown } from "../ui/countdown.js";
import { el, find, mark, say } from "../ui/dom.js";
import { picture, wantedBy } from "../ui/prompt.js";
import { shutterRow } from "./shutter.js";
import { takeStrip } from "./takes.js";

/** Phones ask for their first ticket spread over so many milliseconds. */
const SPREAD = 1500;
/** So long after the deadline an answer may still tell that the photo came in time. */
const GRACE = 5000;
const LOST_FOR_GOOD = "The connection was lost, and your photo did not get through in time.";

/**
 * @param {PhoneContext} ctx
 * @param {string} title
 * @param {(state: Posing) => HTMLElement} asked what is copied: holds a `.prompt-picture`
 * @param {object} [more]
 * @param {(state: Posing) => PromptView | null} [more.aim] what the meter compares the face with
 * @param {(state: Posing) => string} [more.words] what is said before the first photo
 * @param {(face: Parameters<Heard>[0]) => void} [more.heard] is told of every look of the meter
 */
export function capture(ctx, title = "Copy this face", asked = (state) => picture(wantedBy(state)), { aim = wantedBy, words: first, heard } = {}) {
  const ring = countdown();
  const prompt = el("div.capture-prompt.speed", {}, ring.node);
  const view = viewfinder(ctx.camera);
  const words = el("b");
  const details = el("small");
  const again = el("button.button.small", { type: "button", hidden: true, onclick: sendAgain }, "Send it again");
  const bubble = el("div.bubble.take-words", { "aria-live": "polite" }, words, details, again);
  const flash = el("span.flash");
  const strip = takeStrip();
  const controls = shutterRow(ctx, send);
  view.node.append(flash, strip.node, controls.count);
  const node = el(
    "section.screen.capture",
    {},
    el("h1.unseen", { tabindex: -1 }, title),
    prompt,
    view.node,
    bubble,
    controls.node,
  );
  const pose = poser((face) => ctx.connection.pose(face));
  const video = find(view.node, "video", HTMLVideoElement);
  let meter = lazyMeter(video, prompt, hear);
  const desk = {
    ask: (/** @type {string} */ type) => askForTicket(ctx.code, type),
    report: (/** @type {string} */ upload) => reportTake(ctx.code, upload),
  };
  const sender = new Sender(desk, { open: stillTime, retrying });
  const ahead = setTimeout(() => mayShoot() && sender.prepare(), Math.random() * SPREAD);
  /** @type {Set<Shot>} */
  const unsent = new Set();
  let refused = false;
  let slow = false;
  let sending = 0;
  /** @type {number | undefined} */
  let closes = 0;
  ctx.camera.start();
  return { node, update, tick: ring.tick, leave };

  function leave() {
    clearTimeout(ahead);
    closes = Math.min(closes ?? Infinity, ctx.connection.clock.now());
    meter.stop();
    view.leave();
    controls.leave();
  }

  /** @param {Posing} state */
  function update(state) {
    const { room, you } = state;
    closes = room.deadline;
    const wanted = aim(state);
    show(state);
    meter.start(wanted, you.calibration);
    if (you.done) meter.stop();
    strip.update(you, sending);
    controls.update(you, sending);
    if (!refused) advise(state, wanted);
    mark(node, "done", you.done);
    // What the meter makes of it would give the reveal away.
    mark(node, "held", !room.settings.scores_at_once);
  }

  /** What is one's own comes a moment after the room's word that it is time to pose. @param {Posing} state */
  function show(state) {
    const shows = state.you.photo?.photo ?? wantedBy(state)?.id ?? "nothing";
    if (prompt.dataset.shows === shows) return;
    prompt.dataset.shows = shows;
    prompt.querySelector(".prompt-picture")?.remove();
    prompt.append(asked(state));
    meter.stop();
    meter = lazyMeter(video, prompt, hear);
  }

  /** @type {Heard} */
  function hear(face, match) {
    pose(face);
    controls.hear(match);
    heard?.(face);
  }

  /** @param {Posing} state @param {PromptView | null} wanted */
  function advise(state, wanted) {
    const last = state.you.takes.at(-1);
    bubble.classList.toggle("oops", Boolean(last && !["scored", "read", "judging"].includes(last.code)));
    if (sending) return tell({ words: slow ? "Bad connection. Still sending…" : "Sending…", details: "" });
    const advice = last || !first ? adviceFor(state.you, wanted) : { words: first(state), details: "" };
    tell({ ...advice, words: advice.words || `${title}.` });
  }

  /** @param {{ words: string, details: string }} said */
  function tell({ words: main, details: small }) {
    say(words, main);
    say(details, small);
    again.hidden = !unsent.size;
  }

  /** A pause has no deadline: then there is all the time in the world. */
  function stillTime() {
    return closes === undefined || ctx.connection.clock.now() < closes + GRACE;
  }

  function mayShoot() {
    const { you } = ctx.connection.store.state;
    return Boolean(you && you.takes_left > sending && !you.done);
  }

  /**
   * Whether any photo is left after this one, which the room may have counted by now, or not yet.
   * @param {number} number of the photo in its round
   */
  function left(number) {
    const { you } = ctx.connection.store.state;
    const counted = you?.takes.some((take) => take.number === number) ?? false;
    return (you?.takes_left ?? 0) > (counted ? 0 : 1);
  }

  function retrying() {
    slow = true;
    refresh();
  }

  /** @param {Blob} photo */
  function send(photo) {
    return deliver(shotOf(photo));
  }

  /** @param {Shot} shot */
  async function deliver(shot) {
    refused = unsent.size > 0;
    slow = false;
    sending += 1;
    flash.classList.add("flashing");
    refresh();
    try {
      const take = await sender.send(shot);
      if (left(take.number) && node.isConnected) sender.prepare();
    } catch (error) {
      refuse(error, shot);
    }
    sending -= 1;
    flash.classList.remove("flashing");
    refresh();
  }

  /**
   * Refusals of the rules are final; a lost connection may be tried again with the same photos.
   * @param {unknown} error
   * @param {Shot} shot
   */
  function refuse(error, shot) {
    const passing = error instanceof ApiError && error.passing;
    const words = wordsOf(error);
    if (!node.isConnected) return ctx.toast(passing ? LOST_FOR_GOOD : words);
    refused = true;
    if (passing) unsent.add(shot);
    bubble.classList.add("oops");
    tell({ words, details: "" });
    announce(words);
  }

  function sendAgain() {
    const shots = [...unsent];
    unsent.clear();
    shots.forEach(deliver);
  }

  function refresh() {
    const { state } = ctx.connection.store;
    if (node.isConnected && state.room?.phase === "capture" && mySeat(state)) update(/** @type {Posing} */ (state));
  }
}

/** Posing to the beat: the face of now above, the next one beside it, and a camera that shoots by itself. */

/** @import { PromptView, RoomView } from "../live/protocol.js" */
/** @import { Reading } from "../meter/expression.js" */
/** @import { Posing } from "../live/store.js" */
/** @import { PhoneContext } from "../screens/switcher.js" */

import { askForTicket, reportTake, wordsOf } from "../api.js";
import { lazyMeter } from "../meter/lazy.js";
import { poser } from "../meter/poser.js";
import { score } from "../meter/similarity.js";
import { ContactSheet } from "../photos/contact-sheet.js";
import { Sender, shotOf } from "../photos/sending.js";
import { shutterFoot } from "../photos/shutter.js";
import { viewfinder } from "../photos/viewfinder.js";
import { announce } from "../ui/announce.js";
import { el, find, mark, say } from "../ui/dom.js";
import { picture, targetWords } from "../ui/prompt.js";
import { buzz, play } from "../ui/sound.js";
import { BEATS, HIT, beatAt, beatRow, comboOf } from "./beats.js";

/** What there is by then is sent ahead, for whoever vanishes later. */
const HALF = BEATS / 2;
/** So late in a beat a face is shot that had no better moment: its owner had time to pull it. */
const LAST_MOMENT = 0.94;
/** As in screens/capture.js. */
const [SPREAD, GRACE] = [1500, 5000];

/** @param {PhoneContext} ctx */
export function dancing(ctx) {
  const view = viewfinder(ctx.camera);
  const video = find(view.node, "video", HTMLVideoElement);
  const row = beatRow();
  const face = el("div.dance-face");
  const next = el("div.dance-next");
  const combo = el("p.stamp.dance-combo", { hidden: true });
  const words = el("p.bubble.dance-words", { "aria-live": "polite" });
  const hidden = el("div", { hidden: true });
  const flash = el("span.flash");
  const foot = shutterFoot(ctx.camera, chosen, []);
  const top = el("div.dance-top.speed", {}, face, el("div.dance-side", {}, next, combo));
  view.node.append(flash, hidden);
  const node = el("section.screen.dancing", {}, el("h1.unseen", { tabindex: -1 }, "To the beat"), row.node, top, view.node, words, foot.node);
  const sheet = new ContactSheet();
  const sender = new Sender(
    { ask: (/** @type {string} */ type) => askForTicket(ctx.code, type), report: (/** @type {string} */ upload) => reportTake(ctx.code, upload) },
    { open: stillTime },
  );
  const ahead = setTimeout(() => sender.prepare(), Math.random() * SPREAD);
  const pose = poser((reading) => ctx.connection.pose(reading));
  const meter = lazyMeter(video, hidden, hear);
  /** By beat: the best that the meter saw, and whether a photo was taken by hand, which stays. */
  const best = /** @type {Array<number | undefined>} */ ([]);
  const byHand = new Set();
  /** @type {PromptView[]} */
  let faces = [];
  let at = -1;
  let sending = Promise.resolve();
  let vanished = false;
  /** @type {number | undefined} */
  let closes = 0;
  ctx.camera.start();
  document.addEventListener("visibilitychange", vanish);
  return { node, update, tick, leave };

  function leave() {
    clearTimeout(ahead);
    document.removeEventListener("visibilitychange", vanish);
    closes = Math.min(closes ?? Infinity, ctx.connection.clock.now());
    meter.stop();
    view.leave();
    foot.leave();
  }

  /** @param {Posing} state */
  function update({ room, you }) {
    closes = room.deadline;
    faces = room.prompts;
    meter.start(null, you.calibration);
    if (you.done) meter.stop();
    foot.allow(!you.done && at < BEATS);
    mark(node, "done", you.done);
    say(words, wordsNow(you.done));
  }

  /** @param {boolean} done */
  function wordsNow(done) {
    if (at >= BEATS) return done ? "All eight are in!" : "Sending your eight faces…";
    return ctx.camera.live ? "It shoots by itself. Pull each face in time!" : "Take a photo for the face above.";
  }

  /** @param {number} now @param {RoomView} room */
  function tick(now, room) {
    const beat = beatAt(room, now);
    row.show(beat, best.map((value) => value === undefined ? undefined : value >= HIT));
    if (beat.number < BEATS && beat.share > LAST_MOMENT && !sheet.has(beat.number)) shoot(beat.number);
    if (beat.number === at || !faces.length) return;
    // A phone too busy to look in the last moment is late by a blink, and better so than without a photo.
    if (beat.number === at + 1 && at >= 0 && !sheet.has(at)) shoot(at);
    turn(beat.number);
  }

  /** @param {number} number */
  function turn(number) {
    const before = at;
    at = number;
    const wanted = faces[number];
    face.replaceChildren(picture(wanted ?? faces[faces.length - 1]));
    face.classList.toggle("over", !wanted);
    next.replaceChildren(...(faces[number + 1] ? [el("span.caption", {}, "Next"), picture(faces[number + 1])] : []));
    tellCombo(before);
    say(words, wordsNow(false));
    if (wanted) {
      announce(targetWords(wanted));
      play("tick");
      face.classList.remove("landing");
      void face.offsetWidth;
      face.classList.add("landing");
    }
    if (before >= 0 && before < HALF && number >= HALF && number < BEATS) deliver();
    if (number >= BEATS) finish();
  }

  /** What the meter made of the faces so far; what counts is said in the reveal. @param {number} before */
  function tellCombo(before) {
    const hits = best.slice(0, at).map((value) => value !== undefined && value >= HIT);
    const row = comboOf(hits);
    combo.hidden = row < 2;
    say(combo, `${row} in a row!`);
    if (before >= 0 && hits[before]) buzz(row > 1 ? [40, 30, 40] : 40);
  }

  /** @param {Reading | null} reading */
  function hear(reading) {
    pose(reading);
    const wanted = faces[at];
    if (!reading || !wanted || byHand.has(at)) return;
    const { similarity } = score(reading, wanted);
    if (similarity <= (best[at] ?? -1)) return;
    best[at] = similarity;
    shoot(at);
  }

  /** @param {number} beat */
  function shoot(beat) {
    if (!ctx.camera.live || byHand.has(beat) || !video.videoWidth || video.readyState < 2) return;
    sheet.put(beat, video, video.videoWidth, video.videoHeight);
  }

  /** A photo by hand is for the face that goes on. @param {Blob} photo */
  async function chosen(photo) {
    const beat = Math.min(Math.max(at, 0), BEATS - 1);
    const bitmap = await createImageBitmap(photo).catch(() => null);
    if (!bitmap) return ctx.toast("This browser cannot open that picture.");
    byHand.add(beat);
    sheet.put(beat, bitmap, bitmap.width, bitmap.height);
    flash.classList.remove("flashing");
    void flash.offsetWidth;
    flash.classList.add("flashing");
    if (at >= BEATS) finish();
  }

  function deliver() {
    if (sheet.fresh) sending = sending.then(deliverNow);
    return sending;
  }

  async function deliverNow() {
    const left = ctx.connection.store.state.you?.takes_left;
    if (!left || !sheet.fresh) return;
    try {
      await sender.send(shotOf(await sheet.print()));
      if (node.isConnected) sender.prepare();
    } catch (error) {
      ctx.toast(wordsOf(error));
    }
  }

  async function finish() {
    await deliver();
    const { room, you } = ctx.connection.store.state;
    if (node.isConnected && room?.phase === "capture" && !you?.done) ctx.send("done");
  }

  /** Once: the last photo is for all eight. */
  function vanish() {
    if (!document.hidden || vanished || at >= BEATS) return;
    vanished = true;
    deliver();
  }

  /** A pause has no deadline: then there is all the time in the world. */
  function stillTime() {
    return closes === undefined || ctx.connection.clock.now() < closes + GRACE;
  }
}

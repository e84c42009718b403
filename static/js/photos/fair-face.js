/** The optional card in the lobby: two shots teach the server your face's own range. */

/** @import { State } from "../live/store.js" */
/** @import { PhoneContext } from "../screens/switcher.js" */

import { forgetFace, learnFace, wordsOf } from "../api.js";
import { el, say } from "../ui/dom.js";
import { fileButton } from "./file-button.js";
import { viewfinder } from "./viewfinder.js";

const STEPS = [
  { picture: "100-100-0", words: "First: look relaxed. Eyes open, mouth shut." },
  { picture: "0-0-100", words: "Now: eyes shut tight, mouth as wide as it goes!" },
];

const LOOKING = "Looking at your two shots…";
const PATIENCE_MS = 30_000;
let patience = 0;

/** @param {PhoneContext} ctx */
export function fairFaceCard(ctx) {
  const status = el("p.bubble.fair-words", { role: "status" });
  const begin = el(
    "button.button",
    { type: "button", onclick: () => (dialog = openShots(ctx, status)) },
    "Teach it my face",
  );
  const forget = el("button.button.plain", { type: "button", onclick: () => drop(ctx, status) }, "Forget it");
  const node = el(
    "div.panel.fair",
    {},
    el("h2", {}, "Fair face"),
    el(
      "p",
      {},
      "Narrow eyes? Glasses? Two quick shots, and the score counts from your own face. Optional; only a few numbers stay, no photo.",
    ),
    status,
    el("div.row", {}, begin, forget),
  );
  /** @type {string | null} */
  let known = null;
  /** @type {State["refused"]} */
  let heard = null;
  /** @type {HTMLDialogElement | null} */
  let dialog = null;
  return { node, update, leave: () => dialog?.close() };

  /** @param {State} state */
  function update({ you, refused }) {
    if (refused !== heard && refused?.re === "calibration") say(status, refused.message);
    heard = refused;
    const learned = Boolean(you?.calibration);
    const range = JSON.stringify(you?.calibration ?? null);
    forget.hidden = !learned;
    if (range === known) return;
    say(begin, learned ? "Do it again" : "Teach it my face");
    say(status, learned ? "Learned! Your face has its own scale now." : "");
    known = range;
  }
}

/** @param {PhoneContext} ctx @param {HTMLElement} status */
async function drop({ code, toast }, status) {
  try {
    await forgetFace(code);
    say(status, "Forgotten.");
  } catch (error) {
    toast(wordsOf(error));
  }
}

/** @param {PhoneContext} ctx @param {HTMLElement} status */
function openShots(ctx, status) {
  /** @type {Blob[]} */
  const shots = [];
  const view = viewfinder(ctx.camera);
  const example = el("img.fair-example", { alt: "", width: 96, height: 96 });
  const words = el("p.bubble", { "aria-live": "polite" });
  const shoot = el(
    "button.button.main.pink",
    { type: "button", onclick: () => ctx.camera.shoot().then(take, () => {}) },
    "Snap",
  );
  /** @type {HTMLDialogElement} */
  const dialog = el(
    "dialog.sheet",
    { "aria-label": "Fair face", onclose: closed },
    el("div.fair-ask", {}, example, words),
    view.node,
    shoot,
    el(
      "div.row",
      {},
      fileButton("Send a photo instead", take, { kind: "button" }),
      el("button.button.plain", { type: "button", onclick: () => dialog.close() }, "Never mind"),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  ctx.camera.start();
  ask();
  return dialog;

  function ask() {
    const { picture, words: text } = STEPS[shots.length];
    example.src = `/art/faces/miko/${picture}.svg`;
    say(words, text);
  }

  /** @param {Blob} photo */
  function take(photo) {
    shots.push(photo);
    if (shots.length < STEPS.length) ask();
    else dialog.close("done");
  }

  function closed() {
    view.leave();
    dialog.remove();
    ctx.camera.dispatchEvent(new Event("released"));
    if (dialog.returnValue === "done") teach(ctx, shots, status);
  }
}

/** @param {PhoneContext} ctx @param {Blob[]} shots @param {HTMLElement} status */
async function teach({ code, toast }, [neutral, extreme], status) {
  clearTimeout(patience);
  say(status, LOOKING);
  status.scrollIntoView({ block: "center" });
  try {
    await learnFace(code, neutral, extreme);
  } catch (error) {
    say(status, "");
    toast(wordsOf(error));
    return;
  }
  patience = setTimeout(() => {
    if (status.textContent === LOOKING) say(status, "Your two shots got lost on their way. Take them once more.");
  }, PATIENCE_MS);
}

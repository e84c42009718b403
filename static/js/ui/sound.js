/** What is heard, and what the hand feels. A phone is silent until somebody turns its sound on; a stage is not. */

import { ears, hush, wake } from "./audio.js";
import { drawn, el, mark, say } from "./dom.js";
import { likes } from "./habits.js";
import { perform } from "./instruments.js";
import { TUNES } from "./tunes.js";

/** A tap that let the browser play must not turn the sound off as well, so many milliseconds after. */
const SAME_TAP = 700;

/** Where it is remembered, and what it is until somebody has chosen. */
let [key, usual] = ["animatch.sound", "off"];
/** Whether the room's host has the stage be heard. */
let allowed = true;
let woken = -Infinity;
/** @type {Set<() => void>} */
const watching = new Set();

for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, touched);

/** This page is the stage: it has a choice of its own, and sounds unless somebody has said no. */
export function soundLikeAStage() {
  [key, usual] = ["animatch.stage.sound", "on"];
}

/** @param {boolean} may */
export function allowSound(may) {
  if (may === allowed) return;
  allowed = may;
  if (!may) hush();
  tell();
}

export function soundOn() {
  return allowed && (localStorage.getItem(key) ?? usual) === "on";
}

/** @param {keyof typeof TUNES} tune */
export function play(tune) {
  const heard = soundOn() && ears();
  if (heard) for (const note of TUNES[tune]) perform(heard, note);
}

function touched() {
  if (ears() || !(soundOn() || likes("tone"))) return;
  if (soundOn()) woken = performance.now();
  listen();
}

async function listen() {
  await wake();
  play("arrival");
  tell();
}

/**
 * Calls once, when this page can be heard.
 * @param {() => void} act
 */
export function onceAwake(act) {
  watching.add(check);

  function check() {
    if (!ears()) return;
    watching.delete(check);
    act();
  }
}

function tell() {
  for (const show of watching) show();
}

/**
 * How a score sounds; null is a photo that could not be judged.
 * @param {number | null} percent
 */
export function playScore(percent) {
  const reached = percent ?? 0;
  if (reached >= 85) play("great");
  else play(reached >= 55 ? "fair" : "poor");
}

/**
 * For the hand, once the phone has been touched.
 * @param {VibratePattern} pattern
 */
export function buzz(pattern) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (!still && likes("buzz") && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(pattern);
}

/**
 * One of the last five seconds.
 * @param {boolean} last
 */
export function beat(last) {
  play(last ? "last" : "tick");
  buzz(last ? 90 : 30);
}

/**
 * A tone that rises for so many milliseconds, for whoever has shut their eyes. Gives the function that ends it.
 * @param {number} milliseconds
 */
export function rise(milliseconds) {
  const heard = likes("tone") && ears();
  return heard ? perform(heard, { by: "sweep", pitch: 330, to: 990, from: 0, long: milliseconds / 1000, loud: 0.3 }) : () => {};
}

/**
 * One of the tones before a photo, each higher than the one before.
 * @param {number} which
 */
export function chirp(which) {
  const heard = likes("tone") && ears();
  if (heard) perform(heard, { by: "pluck", pitch: 523 * 2 ** (which / 3), from: 0, long: 0.22, loud: 0.6 });
}

export function soundButton() {
  const wave = drawn("path", {
    d: "M16 8a5 5 0 0 1 0 8M18.5 5a9 9 0 0 1 0 14",
    fill: "none",
    stroke: "currentColor",
    "stroke-width": 2.5,
    "stroke-linecap": "round",
  });
  const icon = drawn(
    "svg",
    { viewBox: "0 0 24 24", "aria-hidden": "true" },
    drawn("path", { d: "M3 9h4l6-5v16l-6-5H3z", fill: "currentColor" }),
    wave,
  );
  const words = el("span.sound-words", { "aria-hidden": "true" });
  const button = el(
    "button.round-button.sound",
    { type: "button", "aria-label": "Sound", onclick: toggle },
    icon,
    words,
  );
  watching.add(show);
  show();
  return button;

  function toggle() {
    if (performance.now() - woken < SAME_TAP) return;
    localStorage.setItem(key, soundOn() ? "off" : "on");
    if (soundOn()) return listen();
    hush();
    tell();
  }

  function show() {
    const on = soundOn();
    const asleep = on && !ears();
    button.disabled = !allowed;
    button.setAttribute("aria-pressed", String(on));
    mark(button, "asleep", asleep);
    wave.style.visibility = on && !asleep ? "visible" : "hidden";
    say(words, wordsOf(on, asleep));
  }
}

/** @param {boolean} on @param {boolean} asleep */
function wordsOf(on, asleep) {
  if (!allowed) return "The host has turned the sound off";
  if (asleep) return "Tap or press any key for sound";
  return on ? "Sound is on" : "Turn the sound on";
}

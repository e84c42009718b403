/** Small tunes, and what the hand feels. Every screen is silent until somebody turns the sound on. */

import { drawn, el, say } from "./dom.js";

const KEY = "animatch.sound";
const VOLUME = 0.12;
/** @typedef {[hertz: number, from: number, long: number]} Note `from` now on, in seconds */

/** @satisfies {Record<string, Note[]>} */
const TUNES = {
  tick: [[880, 0, 0.13]],
  last: [[1320, 0, 0.13]],
  arrival: [
    [660, 0, 0.09],
    [990, 0.07, 0.14],
  ],
  drumroll: Array.from({ length: 25 }, (_, index) => [index % 2 ? 92 : 110, index * 0.06, 0.08]),
  great: [
    [523, 0, 0.14],
    [659, 0.1, 0.14],
    [784, 0.2, 0.4],
  ],
  fair: [
    [523, 0, 0.14],
    [587, 0.12, 0.3],
  ],
  poor: [
    [330, 0, 0.22],
    [247, 0.18, 0.5],
  ],
  fanfare: [
    [523, 1, 0.16],
    [523, 1.16, 0.16],
    [523, 1.32, 0.16],
    [659, 1.48, 0.34],
    [587, 1.82, 0.16],
    [659, 1.98, 0.16],
    [784, 2.14, 0.9],
  ],
};
/** @type {AudioContext | null} */
let context = null;

export function soundOn() {
  return localStorage.getItem(KEY) === "on";
}

/** @param {keyof typeof TUNES} tune */
export function play(tune) {
  if (!soundOn()) return;
  context ??= new AudioContext();
  // Before the first tap a browser holds the clock: all that was missed would sound at once.
  if (context.state === "running") for (const note of TUNES[tune]) sing(context, note);
  else context.resume();
}

/** @param {AudioContext} context @param {Note} note */
function sing(context, [pitch, start, length]) {
  const tone = context.createOscillator();
  const volume = context.createGain();
  const from = context.currentTime + start;
  tone.type = "triangle";
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(VOLUME, from);
  volume.gain.exponentialRampToValueAtTime(0.001, from + length);
  tone.connect(volume).connect(context.destination);
  tone.start(from);
  tone.stop(from + length);
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
  if (!still && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(pattern);
}

/**
 * One of the last five seconds.
 * @param {boolean} last
 */
export function beat(last) {
  play(last ? "last" : "tick");
  buzz(last ? 90 : 30);
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
  show();
  return button;

  function toggle() {
    localStorage.setItem(KEY, soundOn() ? "off" : "on");
    show();
    play("arrival");
  }

  function show() {
    button.setAttribute("aria-pressed", String(soundOn()));
    wave.style.visibility = soundOn() ? "visible" : "hidden";
    say(words, soundOn() ? "Sound is on" : "Turn the sound on");
  }
}

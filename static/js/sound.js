/** Small beats in the last five seconds. Phones are silent until somebody turns them on. */

import { drawn, el } from "./dom.js";

const KEY = "animatch.sound";
let context = null;

export function soundOn() {
  return localStorage.getItem(KEY) === "on";
}

export function tick(high = false) {
  if (!soundOn()) return;
  context ??= new AudioContext();
  const tone = context.createOscillator();
  const volume = context.createGain();
  const now = context.currentTime;
  tone.frequency.value = high ? 1320 : 880;
  volume.gain.setValueAtTime(0.12, now);
  volume.gain.exponentialRampToValueAtTime(0.001, now + 0.12);
  tone.connect(volume).connect(context.destination);
  tone.start(now);
  tone.stop(now + 0.13);
}

/** The last five seconds, for the ear and, once the phone has been touched, for the hand. */
export function beat(last) {
  tick(last);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (!still && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(last ? 90 : 30);
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
  const button = el(
    "button.round-button.sound",
    { type: "button", "aria-label": "Countdown sound", onclick: toggle },
    icon,
  );
  show();
  return button;

  function toggle() {
    localStorage.setItem(KEY, soundOn() ? "off" : "on");
    show();
    tick();
  }

  function show() {
    button.setAttribute("aria-pressed", String(soundOn()));
    wave.style.visibility = soundOn() ? "visible" : "hidden";
  }
}

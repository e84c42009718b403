/** The page's one audio clock. A browser lets it run only after somebody has touched the page or pressed a key. */

const LOUDNESS = 0.5;
/** Seconds in which a voice that is cut off goes down: at once would be a click. */
export const FADE = 0.03;

/** @type {AudioContext | null} */
let context = null;
/** @type {GainNode | null} */
let output = null;

/** Where to play now; null where nothing would be heard. What was asked for before the first touch is not made up for. */
export function ears() {
  if (context?.state === "suspended") context.resume();
  return context && output && context.state === "running" ? { context, output } : null;
}

/** To be called while somebody touches the page; resolves once it can be heard. */
export async function wake() {
  context ??= new AudioContext();
  output ??= outputOf(context);
  await context.resume();
}

/** Silence now: what is playing ends, and what has been written ahead is not heard. */
export function hush() {
  if (!context || !output) return;
  const old = output;
  old.gain.setTargetAtTime(0, context.currentTime, FADE / 4);
  setTimeout(() => old.disconnect(), 4 * 1000 * FADE);
  output = outputOf(context);
}

/** @param {BaseAudioContext} of */
export function outputOf(of) {
  const gain = new GainNode(of, { gain: LOUDNESS });
  // Many voices at once would clip.
  gain.connect(new DynamicsCompressorNode(of)).connect(of.destination);
  return gain;
}

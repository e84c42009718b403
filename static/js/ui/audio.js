/** The page's one audio clock. A browser lets it run only after somebody has touched the page or pressed a key. */

const LOUDNESS = 0.5;

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
  if (!context) {
    context = new AudioContext();
    output = context.createGain();
    output.gain.value = LOUDNESS;
    // Many voices at once would clip.
    output.connect(context.createDynamicsCompressor()).connect(context.destination);
  }
  await context.resume();
}

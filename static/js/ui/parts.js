/** What a picture may ask for besides eyes and mouth, in words: scoring/vision/parts.py has the same parts. */

/**
 * `said` of 0 and 1, or of -1, 0 and 1; `ends` from left to right of a scale, on which your own left is on the left.
 * @typedef {{ said: string[], ends: [string, string] }} Kind
 */

/** @type {Record<string, Kind>} */
const KINDS = {
  smile: { said: ["no smile", "smile"], ends: ["none", "big"] },
  brows: { said: ["brows at rest", "brows up"], ends: ["rest", "up"] },
  tilt: { said: ["head tilted to your right", "head upright", "head tilted to your left"], ends: ["left", "right"] },
  turn: { said: ["head turned to your right", "face the camera", "head turned to your left"], ends: ["left", "right"] },
};

/** Whether there is another side to it than doing nothing. @param {string} name */
export function hasSides(name) {
  return KINDS[name]?.said.length === 3;
}

/** @param {string} name */
export function endsOf(name) {
  return KINDS[name]?.ends ?? ["shut", "open"];
}

/** Where on its scale a value is, 0..1 from the left. @param {string} name @param {number} value */
export function placeOf(name, value) {
  const place = hasSides(name) ? (1 + (endsOf(name)[0] === "left" ? -value : value)) / 2 : value;
  return Math.min(1, Math.max(0, place));
}

/** The word for the end towards which a value goes. @param {string} name @param {number} value */
export function endOf(name, value) {
  return endsOf(name)[Math.round(placeOf(name, Math.sign(value)))];
}

/** "brows up", "head tilted to your left a bit". @param {string} name @param {number} value */
export function partWords(name, value) {
  const { said = [] } = KINDS[name] ?? {};
  const much = Math.abs(value);
  const words = said[(much <= 0.2 ? 0 : Math.sign(value)) + said.length - 2] ?? name;
  return much > 0.2 && much < 0.8 ? `${words} a bit` : words;
}

/** Parts in the order in which they are told of. */
export const PARTS = Object.keys(KINDS);

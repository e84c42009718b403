/** The kinds of rounds in words. */

/** @type {Record<string, string>} */
export const KINDS = {
  copy: "Copy",
  charades: "Charades",
  twins: "Twins",
  whisper: "Whisper",
  faceoff: "Face-off",
  card: "You are the card",
  pair: "Pair card",
  rhythm: "Rhythm",
};

/**
 * What a game will play, in a few words: "Copy, Charades, Copy".
 * @param {string[]} programme
 */
export function kindsInWords(programme) {
  return programme.map((kind) => KINDS[kind] ?? kind).join(", ");
}

/** @param {string[]} programme */
export function isClassic(programme) {
  return programme.every((kind) => kind === "copy");
}

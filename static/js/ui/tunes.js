/** Small tunes for what happens. */

/** @import { Note } from "./instruments.js" */

/** @typedef {[pitch: number, from: number, long: number, loud?: number]} Bell */
/** @param {...Bell} notes @returns {Note[]} */
const bells = (...notes) => notes.map(([pitch, from, long, loud]) => ({ pitch, from, long, loud }));

/** @satisfies {Record<string, Note[]>} */
export const TUNES = {
  // Short ones are heard through the beat only if they are louder than it.
  tick: [{ by: "pluck", pitch: 880, from: 0, long: 0.18, loud: 0.7 }, { by: "hat", from: 0, long: 0.06, loud: 0.4 }],
  last: [...bells([1320, 0, 0.4, 0.5]), { by: "kick", from: 0, long: 0.25, loud: 0.8 }],
  arrival: bells([660, 0, 0.15, 0.4], [990, 0.07, 0.4, 0.4]),
  snap: [
    { by: "hat", from: 0, long: 0.08, loud: 0.6 },
    { by: "snare", from: 0.07, long: 0.16, loud: 0.6 },
  ],
  drumroll: [
    ...Array.from({ length: 30 }, (_, index) => /** @type {const} */ ({ by: "snare", from: index * 0.05, long: 0.08, loud: 0.06 + index * 0.008 })),
    { by: "kick", from: 1.5, long: 0.4, loud: 0.8 },
    { by: "hat", from: 1.5, long: 0.9, loud: 0.3 },
  ],
  great: [
    ...bells([523, 0, 0.2], [659, 0.09, 0.2], [784, 0.18, 0.25], [1047, 0.27, 0.8]),
    { by: "kick", from: 0.27, long: 0.3, loud: 0.7 },
    { by: "hat", from: 0.27, long: 0.8, loud: 0.2 },
  ],
  fair: bells([523, 0, 0.16, 0.4], [587, 0.12, 0.5, 0.4]),
  poor: [
    { by: "sweep", pitch: 330, to: 262, from: 0, long: 0.28, loud: 0.25 },
    { by: "sweep", pitch: 277, to: 130, from: 0.26, long: 0.7, loud: 0.25 },
  ],
  fanfare: [
    ...bells([523, 1, 0.2], [523, 1.16, 0.2], [523, 1.32, 0.2], [659, 1.48, 0.4], [587, 1.82, 0.2], [659, 1.98, 0.2], [784, 2.14, 1.2]),
    ...bells([392, 1.48, 0.4], [523, 2.14, 1.2], [659, 2.14, 1.2]),
    { by: "kick", from: 2.14, long: 0.4, loud: 0.5 },
    { by: "hat", from: 2.14, long: 1.2, loud: 0.25 },
  ],
};

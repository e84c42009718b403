/** The stage's music, made as it plays: calm while people come, a beat while they pose that rises in the last ten seconds. */

/** @import { RoomView } from "../live/protocol.js" */
/** @import { Note } from "../ui/instruments.js" */
/** @import { Connection } from "../live/connection.js" */

import { ears } from "../ui/audio.js";
import { timeOf } from "../ui/countdown.js";
import { perform } from "../ui/instruments.js";
import { soundOn } from "../ui/sound.js";

/** @typedef {keyof typeof PIECES} Piece */
/**
 * Beats a minute, by how many semitones it is higher, and where it is, in sixteenths, if that matters.
 * @typedef {{ piece: Piece, tempo: number, lift: number, at?: number }} Music
 */

/** Seconds that are written ahead, and milliseconds from one look at the room to the next. */
const AHEAD = 0.3;
const PACE = 120;
/** The last seconds of posing, in which the beat gets faster and higher: by so much at the end. */
const LAST = 10;
const [FASTER, HIGHER] = [56, 5];
const C = 130.8;
/** A bar each: the root's semitones above C, and its chord. */
const BARS = [
  { root: 0, chord: [0, 4, 7, 11] },
  { root: 9, chord: [0, 3, 7, 10] },
  { root: 5, chord: [0, 4, 7, 9] },
  { root: 7, chord: [0, 5, 7, 12] },
];
/** Which notes of the chord are plucked at the sixteenths of a bar; -1 is a rest. */
const CALM = [0, -1, 2, -1, 3, -1, 1, -1, 2, -1, -1, 3, -1, -1, 1, -1];
const HOOK = [0, -1, -1, 2, -1, -1, 3, -1, 2, -1, 1, -1, -1, 3, -1, 2];

const PIECES = { calm, beat, party, dance: beat };
/** A bar for each of the eight faces, and milliseconds of a bar. */
const [FACES, BAR] = [8, 2500];

/**
 * What is played now, or null for silence: the drum roll and the reveal have sounds of their own.
 * @param {RoomView} room @param {number} now @returns {Music | null}
 */
export function musicOf(room, now) {
  if (room.paused) return null;
  if (room.phase === "lobby") return { piece: "calm", tempo: 84, lift: 0 };
  if (room.phase === "podium") return { piece: "party", tempo: 118, lift: 0 };
  if (room.phase === "get_ready" || room.phase === "vote") return { piece: "beat", tempo: 112, lift: 0 };
  if (room.phase !== "capture") return null;
  if (room.kind === "rhythm") return dancing(room, now);
  const near = Math.max(0, 1 - timeOf(room, now).left / 1000 / LAST);
  return { piece: "beat", tempo: 112 + FASTER * near, lift: Math.round(HIGHER * near) };
}

/** The beat that the faces fall on: each has a bar, and the last ones are higher. @param {RoomView} room @param {number} now @returns {Music | null} */
function dancing(room, now) {
  const { left, total } = timeOf(room, now);
  const bars = (total - left) / BAR;
  return bars < FACES ? { piece: "dance", tempo: 240_000 / BAR, lift: Math.floor(bars / 2), at: 16 * bars } : null;
}

/**
 * The notes of one sixteenth, which lasts so many seconds.
 * @param {Piece} piece @param {number} step @param {number} long @param {number} lift
 */
export function notesOf(piece, step, long, lift) {
  const bar = BARS[Math.floor(step / 16) % BARS.length];
  return PIECES[piece](step % 16, long, bar, (semitones, octave = 0) => C * 2 ** (octave + (bar.root + semitones + lift) / 12));
}

/** @typedef {(semitones: number, octave?: number) => number} PitchOf */
/** @typedef {(at: number, long: number, bar: typeof BARS[number], pitch: PitchOf) => Note[]} Part */

/** @type {Part} */
function calm(at, long, { chord }, pitch) {
  /** @type {Note[]} */
  const notes = at === 0 ? chord.slice(0, 3).map((tone) => ({ by: "pad", pitch: pitch(tone), from: 0, long: long * 17, loud: 0.035 })) : [];
  return [...notes, ...plucked(CALM[at], chord, long * 6, 0.09, pitch)];
}

/** @type {Part} */
function beat(at, long, { chord }, pitch) {
  /** @type {Note[]} */
  const notes = at % 2 ? [] : [{ by: "bass", pitch: pitch(at % 8 === 6 ? 7 : 0, -1), from: 0, long: long * 1.8, loud: 0.12 }];
  if (at % 4 === 0) notes.push({ by: "kick", from: 0, long: 0.18, loud: 0.45 });
  if (at % 4 === 2) notes.push({ by: "hat", from: 0, long: 0.05, loud: 0.1 });
  if (at % 8 === 4) notes.push({ by: "snare", from: 0, long: 0.12, loud: 0.14 });
  return [...notes, ...plucked(HOOK[at], chord, long * 2, 0.07, pitch)];
}

/** @type {Part} */
function party(at, long, bar, pitch) {
  return [...beat(at, long, bar, pitch), ...(at % 8 === 0 ? calm(0, long / 2, bar, pitch) : [])];
}

/**
 * @param {number} which of the chord's tones
 * @param {number[]} chord
 * @param {number} long
 * @param {number} loud
 * @param {PitchOf} pitch
 * @returns {Note[]}
 */
function plucked(which, chord, long, loud, pitch) {
  return which < 0 ? [] : [{ by: "pluck", pitch: pitch(chord[which], 1), from: 0, long, loud }];
}

/** @param {Connection} connection */
export function startMusic({ store, clock }) {
  let [step, next] = [0, 0];
  /** @type {Piece | null} */
  let piece = null;
  setInterval(play, PACE);

  function play() {
    const heard = soundOn() && ears();
    const music = store.state.room && musicOf(store.state.room, clock.now());
    if (!heard || !music) {
      piece = null;
      return;
    }
    const { currentTime } = heard.context;
    const long = 15 / music.tempo;
    // Where the beat matters, a page that was too busy finds its way back to it.
    if (music.piece !== piece || (music.at !== undefined && next < currentTime)) {
      step = Math.ceil(music.at ?? 0);
      next = currentTime + (step - (music.at ?? step)) * long;
    }
    piece = music.piece;
    next = Math.max(next, currentTime);
    for (; next < currentTime + AHEAD; next += long) {
      for (const note of notesOf(piece, step, long, music.lift)) perform(heard, { ...note, from: next - currentTime });
      step += 1;
    }
  }
}

/** The band: every sound is made here, of oscillators and noise. */

import { FADE } from "./audio.js";

/** @typedef {{ context: AudioContext, output: AudioNode }} Ears */
/**
 * @typedef {object} Note
 * @property {keyof typeof INSTRUMENTS} [by] a bell, unless it says otherwise
 * @property {number} [pitch] hertz
 * @property {number} [to] the pitch that it slides to
 * @property {number} from seconds from now
 * @property {number} long seconds
 * @property {number} [loud] 0 to 1
 */

const INSTRUMENTS = { bell, pluck, pad, bass, kick, snare, hat, sweep };
/** @type {AudioBuffer | null} */
let hiss = null;

/** @param {Ears} ears @param {Note} note */
export function perform(ears, note) {
  const { by = "bell", from, long, loud = 0.25 } = note;
  const at = ears.context.currentTime + Math.max(0, from);
  const volume = ears.context.createGain();
  volume.connect(ears.output);
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(loud, at + (by === "pad" ? long / 3 : 0.006));
  volume.gain.exponentialRampToValueAtTime(0.0001, at + long);
  const sources = INSTRUMENTS[by](ears.context, volume, note, at);
  for (const source of sources) {
    source.start(at);
    source.stop(at + long);
  }
  return () => end(ears.context.currentTime);

  /** @param {number} now */
  function end(now) {
    volume.gain.cancelScheduledValues(now);
    volume.gain.setValueAtTime(volume.gain.value, now);
    volume.gain.linearRampToValueAtTime(0, now + FADE);
    for (const source of sources) source.stop(now + FADE);
  }
}

/** @typedef {(context: AudioContext, volume: AudioNode, note: Note, at: number) => AudioScheduledSourceNode[]} Instrument */

/** @type {Instrument} */
function bell(context, volume, { pitch = 440 }) {
  return [tone(context, volume, "triangle", pitch), tone(context, softly(context, volume, 0.18), "sine", pitch * 3)];
}

/** @type {Instrument} */
function pluck(context, volume, { pitch = 440 }) {
  return [tone(context, volume, "triangle", pitch)];
}

/** @type {Instrument} */
function pad(context, volume, { pitch = 220 }) {
  const soft = filter(context, volume, "lowpass", 900);
  return [tone(context, soft, "sawtooth", pitch, -7), tone(context, soft, "sawtooth", pitch, 7)];
}

/** @type {Instrument} */
function bass(context, volume, { pitch = 80 }) {
  return [tone(context, filter(context, volume, "lowpass", 420), "square", pitch)];
}

/** @type {Instrument} */
function kick(context, volume, _note, at) {
  const drum = tone(context, volume, "sine", 150);
  drum.frequency.exponentialRampToValueAtTime(42, at + 0.12);
  return [drum];
}

/** @type {Instrument} */
function snare(context, volume) {
  return [noise(context, filter(context, volume, "bandpass", 1900)), tone(context, softly(context, volume, 0.4), "triangle", 185)];
}

/** @type {Instrument} */
function hat(context, volume) {
  return [noise(context, filter(context, volume, "highpass", 7000))];
}

/** @type {Instrument} */
function sweep(context, volume, { pitch = 300, to = 900, long }, at) {
  const rising = tone(context, volume, "triangle", pitch);
  rising.frequency.setValueAtTime(pitch, at);
  rising.frequency.exponentialRampToValueAtTime(to, at + long);
  return [rising];
}

/**
 * @param {AudioContext} context
 * @param {AudioNode} into
 * @param {OscillatorType} type
 * @param {number} pitch
 * @param {number} detune
 */
function tone(context, into, type, pitch, detune = 0) {
  const source = new OscillatorNode(context, { type, frequency: pitch, detune });
  source.connect(into);
  return source;
}

/** @param {AudioContext} context @param {AudioNode} into */
function noise(context, into) {
  const source = new AudioBufferSourceNode(context, { buffer: (hiss ??= hissOf(context)), loop: true });
  source.connect(into);
  return source;
}

/** @param {AudioContext} context */
function hissOf(context) {
  const buffer = context.createBuffer(1, context.sampleRate, context.sampleRate);
  const samples = buffer.getChannelData(0);
  for (let at = 0; at < samples.length; at += 1) samples[at] = 2 * Math.random() - 1;
  return buffer;
}

/** @param {AudioContext} context @param {AudioNode} into @param {BiquadFilterType} type @param {number} frequency */
function filter(context, into, type, frequency) {
  const node = new BiquadFilterNode(context, { type, frequency });
  node.connect(into);
  return node;
}

/** @param {AudioContext} context @param {AudioNode} into @param {number} gain */
function softly(context, into, gain) {
  const node = new GainNode(context, { gain });
  node.connect(into);
  return node;
}

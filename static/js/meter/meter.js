/** The live meter: how close you are while you pose. The server's score is the one that counts. */

/** @import { You } from "../live/protocol.js" */
/** @import { Reading, Target } from "./expression.js" */

import { announce } from "../ui/announce.js";
import { gauges } from "./gauges.js";
import { openMesh, restMesh } from "./mesh.js";
import { calibrated, score } from "./similarity.js";

/** Milliseconds from one look to the next, and how often to see whether the camera is on. */
const PACE = 1000 / 15;
const WAIT = 250;
/** So many looks in a row, each slower than this, and the phone is spared: [looks, milliseconds]. */
const SLOW = [6, 1200];
/** How much of the newest reading is shown; the rest is the one before, so that nothing trembles. */
const FRESH = 0.6;
/** "Hold it!" begins at the first closeness and ends below the second. */
const [HOLD, LET_GO] = [0.92, 0.85];

/**
 * How it goes with one meter.
 * @typedef {{ on: boolean, last: Reading | null, hold: boolean, announced: boolean }} Run
 */

/**
 * Is told every look: what was read in the player's own range, or null without a face, and how close that is to the target.
 * @callback Heard
 * @param {Reading | null} reading
 * @param {{ similarity: number, hold: boolean } | null} match null without a face, or without a target
 */

let spared = false;

/**
 * Shows in `container` how the face in `video` moves towards `target` ({ left_eye, right_eye,
 * mouth }; none to show the face alone), read in the player's own range if `calibration` is given.
 * Waits for the camera, loads by itself, and where it cannot run it never appears.
 * Gives the function that ends it.
 * @param {object} place
 * @param {HTMLVideoElement} place.video
 * @param {Target | null} [place.target]
 * @param {You["calibration"] | null} [place.calibration]
 * @param {HTMLElement} place.container
 * @param {Heard} [place.heard]
 */
export function startMeter({ video, target = null, calibration = null, container, heard = () => {} }) {
  const widget = gauges(target, () => video.classList.contains("mirrored"));
  /** @type {Run} */
  const run = { on: !spared, last: null, hold: false, announced: false };
  watch(video, run, show)
    .catch(() => {})
    .finally(stop);
  return stop;

  /** @param {Reading | null} reading */
  function show(reading) {
    if (!widget.node.isConnected) container.append(widget.node);
    if (!reading) {
      heard(null, null);
      return widget.lose();
    }
    const own = calibrated(reading, calibration);
    const result = target && score(own, target);
    const hold = result && holding(run, result.similarity);
    widget.show(own, result, hold);
    heard(own, result && { similarity: result.similarity, hold: Boolean(hold) });
  }

  function stop() {
    if (run.on) restMesh();
    run.on = false;
    widget.node.remove();
  }
}

/** @param {HTMLVideoElement} video @param {Run} run @param {(reading: Reading | null) => void} show */
async function watch(video, run, show) {
  await seen(video, run);
  if (!run.on) return;
  const mesh = await openMesh();
  /** @type {number[]} */
  const looks = [];
  while (run.on) {
    const began = performance.now();
    const reading = await mesh.look(video);
    if (!run.on) return;
    run.last = blended(reading, run.last);
    show(run.last);
    const took = performance.now() - began;
    looks.unshift(took);
    if (tooSlow(looks)) return;
    // At most half of the time is spent on looking.
    await sleep(Math.max(PACE - took, took));
    await seen(video, run);
  }
}

/**
 * Until the camera shows something to somebody. A video without a place on the page has no offsetParent.
 * @param {HTMLVideoElement} video
 * @param {Run} run
 */
async function seen(video, run) {
  while (run.on && (document.hidden || !video.offsetParent || video.paused || !video.videoWidth || video.readyState < 2)) await sleep(WAIT);
}

/** @param {number[]} looks */
function tooSlow(looks) {
  looks.length = Math.min(looks.length, SLOW[0]);
  spared = looks.length === SLOW[0] && Math.min(...looks) > SLOW[1];
  return spared;
}

/** @param {Reading | null} reading @param {Reading | null} last @returns {Reading | null} */
function blended(reading, last) {
  if (!reading || !last) return reading;
  /** @param {number} fresh @param {number} old */
  const blend = (fresh, old) => FRESH * fresh + (1 - FRESH) * old;
  const parts = Object.entries(reading.parts).map(([name, value]) => [name, blend(value, last.parts[name])]);
  return {
    left_eye: blend(reading.left_eye, last.left_eye),
    right_eye: blend(reading.right_eye, last.right_eye),
    mouth: blend(reading.mouth, last.mouth),
    parts: Object.fromEntries(parts),
  };
}

/**
 * Said aloud once a round; the rest of the meter is read when asked for.
 * @param {Run} run
 * @param {number} similarity
 */
function holding(run, similarity) {
  run.hold = similarity >= (run.hold ? LET_GO : HOLD);
  if (run.hold && !run.announced) announce("Hold it!");
  run.announced ||= run.hold;
  return run.hold;
}

/** @param {number} milliseconds */
function sleep(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

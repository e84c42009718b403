/** One face mesh for the page: a worker that is started when first needed and sleeps off when forgotten. */

/** @import { Reading } from "./expression.js" */

import { area, read } from "./expression.js";

/** @typedef {Awaited<ReturnType<typeof start>>} Mesh */
/** @typedef {{ faces: Float32Array[] }} Answer of the worker */

/** Longest side in pixels of the picture that the mesh is shown. */
const LONGEST_SIDE = 640;
/** Long enough for a judging, a reveal and a pause: loading anew costs a second or two. */
const IDLE = 180_000;

/** @type {Promise<Mesh> | null} */
let opening = null;
let sleeping = 0;

/**
 * The page's mesh, ready to look. Rejects where there can be none: an old browser, no WebGL,
 * a file that did not arrive.
 */
export function openMesh() {
  clearTimeout(sleeping);
  return (opening ??= start());
}

/** Tells that nobody looks for now; after a while the memory is given back. */
export function restMesh() {
  clearTimeout(sleeping);
  sleeping = setTimeout(closeMesh, IDLE);
}

function closeMesh() {
  opening?.then((mesh) => mesh.close(), () => {});
  opening = null;
}

async function start() {
  if (!globalThis.OffscreenCanvas || !globalThis.DecompressionStream) throw new Error("this browser is too old");
  const worker = new Worker(new URL("./mesh-worker.js", import.meta.url));
  const close = () => worker.terminate();
  let turn = answer(worker);
  await turn.catch(abandon);
  return { look, close };

  /**
   * What a video shows now -> the reading of its largest face, or null without one.
   * @param {HTMLVideoElement} video
   * @returns {Promise<Reading | null>}
   */
  async function look(video) {
    const { picture, size } = await snapshot(video);
    if (!picture) return null;
    turn = turn.then(() => answer(worker, picture));
    const { faces } = await turn.catch(abandon);
    const [largest] = faces.sort((one, other) => area(other, ...size) - area(one, ...size));
    return largest ? read(largest, ...size) : null;
  }

  /** @param {Error} error @returns {never} */
  function abandon(error) {
    close();
    opening = null;
    throw error;
  }
}

/**
 * The picture with its width and height; it is null where a camera is just being changed.
 * @param {HTMLVideoElement} video
 */
async function snapshot(video) {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(video.videoWidth, video.videoHeight));
  const [resizeWidth, resizeHeight] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
  const picture = await createImageBitmap(video, { resizeWidth, resizeHeight }).catch(() => null);
  return { picture, size: /** @type {const} */ ([resizeWidth, resizeHeight]) };
}

/**
 * The worker's next word, asked for with a picture. It answers in order.
 * @param {Worker} worker
 * @param {ImageBitmap} [picture]
 * @returns {Promise<Answer>}
 */
function answer(worker, picture) {
  return new Promise((done, broken) => {
    worker.onmessage = ({ data }) => (data.failed ? broken(new Error(data.failed)) : done(data));
    worker.onerror = () => broken(new Error("the worker could not be started"));
    if (picture) worker.postMessage(picture, [picture]);
  });
}

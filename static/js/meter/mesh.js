/** One face mesh for the page: a worker that is started when first needed and sleeps off when forgotten. */

import { area, read } from "./expression.js";

/** Longest side in pixels of the picture that the mesh is shown. */
const LONGEST_SIDE = 640;
/** Long enough for a judging, a reveal and a pause: loading anew costs a second or two. */
const IDLE = 180_000;

let opening = null;
let sleeping = 0;

/**
 * The page's mesh, ready to look. Rejects where there can be none: an old browser, no WebGL,
 * a file that did not arrive.
 */
export function openMesh() {
  clearTimeout(sleeping);
  opening ??= start().catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

/** Tells that nobody looks for now; after a while the memory is given back. */
export function restMesh() {
  clearTimeout(sleeping);
  sleeping = setTimeout(closeMesh, IDLE);
}

export function closeMesh() {
  opening?.then((mesh) => mesh.close(), () => {});
  opening = null;
}

async function start() {
  if (!globalThis.OffscreenCanvas || !globalThis.DecompressionStream) throw new Error("this browser is too old");
  const worker = new Worker(new URL("./mesh-worker.js", import.meta.url));
  const close = () => worker.terminate();
  try {
    await answer(worker);
  } catch (error) {
    close();
    throw error;
  }
  return { look, close };

  /** What a video shows now -> the reading of its largest face, or null without one. One at a time. */
  async function look(video) {
    const { videoWidth, videoHeight } = video;
    const scale = Math.min(1, LONGEST_SIDE / Math.max(videoWidth, videoHeight));
    const size = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)];
    const picture = await createImageBitmap(video, { resizeWidth: size[0], resizeHeight: size[1] });
    const { faces } = await answer(worker, picture);
    const [largest] = faces.sort((one, other) => area(other, ...size) - area(one, ...size));
    return largest ? read(largest, ...size) : null;
  }
}

function answer(worker, picture) {
  return new Promise((done, broken) => {
    worker.onmessage = ({ data }) => (data.failed ? broken(new Error(data.failed)) : done(data));
    worker.onerror = () => broken(new Error("the worker could not be started"));
    if (picture) worker.postMessage(picture, [picture]);
  });
}

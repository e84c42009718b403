/** One frame of a clip that this browser holds. */

/** Milliseconds; a phone with much to do takes its time, and one that cannot says so at once. */
const PATIENCE = 30_000;

/**
 * The frame that is shown at `t` seconds; null where this browser cannot show clips of this kind.
 * @param {Blob} clip
 * @param {number} t
 * @returns {Promise<HTMLCanvasElement | null>}
 */
export function stillOf(clip, t) {
  const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true, preload: "auto" });
  const address = URL.createObjectURL(clip);
  return new Promise((done) => {
    const end = (/** @type {HTMLCanvasElement | null} */ still) => {
      clearTimeout(timer);
      URL.revokeObjectURL(address);
      done(still);
    };
    const timer = setTimeout(() => end(null), PATIENCE);
    video.onerror = () => end(null);
    // The very first frame is shown without a seek by none of them.
    video.onloadeddata = () => (video.currentTime = Math.max(t, 0.01));
    video.onseeked = () => end(drawn(video));
    video.src = address;
  });
}

/** @param {HTMLVideoElement} video */
function drawn(video) {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return canvas;
}

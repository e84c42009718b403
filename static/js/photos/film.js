/** Some seconds of what the camera sees, in whichever of webm and mp4 this browser can. */

const KINDS = ["video/mp4;codecs=avc1.42E01E", "video/webm;codecs=vp8", "video/webm", "video/mp4"];
const BITS_A_SECOND = 2_500_000;
const TICK = 100;

export function canFilm() {
  return typeof MediaRecorder === "function";
}

/**
 * @param {MediaStream} stream
 * @param {number} seconds
 * @param {(share: number) => void} tick how much of it is over, 0 to 1
 * @returns {{ clip: Promise<Blob>, stop: () => void }} `stop` ends it early; what is there by then is the clip
 */
export function film(stream, seconds, tick) {
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
  const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: BITS_A_SECOND });
  /** @type {Blob[]} */
  const parts = [];
  const began = Date.now();
  const timer = setInterval(() => {
    const share = (Date.now() - began) / (seconds * 1000);
    tick(Math.min(1, share));
    if (share >= 1) stop();
  }, TICK);
  /** @type {Promise<Blob>} */
  const clip = new Promise((done, fail) => {
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onerror = () => fail(new Error("The camera stopped. Try once more."));
    recorder.onstop = () => done(new Blob(parts, { type: recorder.mimeType.split(";")[0] }));
  });
  recorder.start();
  return { clip, stop };

  function stop() {
    clearInterval(timer);
    if (recorder.state !== "inactive") recorder.stop();
  }
}

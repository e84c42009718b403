/** A picture that was drawn on this device, for the guest to keep or to hand on. */

const NAME = "animatch.jpg";
const JPEG = "image/jpeg";

/** @param {HTMLCanvasElement} canvas */
export async function save(canvas) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await pictureOf(canvas));
  link.download = NAME;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** Whether this browser can hand a picture on to other apps. */
export function mayShare() {
  return navigator.canShare?.({ files: [new File([], NAME, { type: JPEG })] }) ?? false;
}

/** @param {HTMLCanvasElement} canvas */
export async function handOn(canvas) {
  const files = [await pictureOf(canvas)];
  // Who changes their mind in the phone's own sheet has said so to the phone.
  await navigator.share({ files, title: "AniMatch" }).catch(() => {});
}

/** @param {HTMLCanvasElement} canvas */
async function pictureOf(canvas) {
  /** @type {Blob | null} */
  const blob = await new Promise((done) => canvas.toBlob(done, JPEG, 0.92));
  if (!blob) throw new Error("no picture");
  return new File([blob], NAME, { type: JPEG });
}

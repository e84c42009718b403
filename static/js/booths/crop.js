/** One face cut out of a photo that this phone holds. */

/** @import { NamedFace } from "../live/protocol.js" */

/** So much of the face's own size is left around it, so that the whole head is in. */
const MARGIN = 0.5;
const LONGEST_SIDE = 640;

/**
 * A square around the face, at most 640 px wide; null where this browser cannot open the photo.
 * @param {string} photo
 * @param {NamedFace["box"]} face
 */
export async function cropOf(photo, [x, y, width, height]) {
  const image = new Image();
  image.src = photo;
  if (!photo || !(await image.decode().then(() => true, () => false))) return null;
  const { naturalWidth, naturalHeight } = image;
  const side = Math.max(width * naturalWidth, height * naturalHeight) * (1 + 2 * MARGIN);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.min(LONGEST_SIDE, Math.round(side));
  const scale = canvas.width / side;
  const left = (x + width / 2) * naturalWidth - side / 2;
  const top = (y + height / 2) * naturalHeight - side / 2;
  canvas.getContext("2d")?.drawImage(image, -left * scale, -top * scale, naturalWidth * scale, naturalHeight * scale);
  return canvas;
}

/** @param {HTMLCanvasElement} canvas @returns {Promise<Blob>} */
export function asJpeg(canvas) {
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/jpeg", 0.9),
  );
}

/** The pen that posters are drawn with on a canvas of 1080 x 1350: paper, frames, pictures and letters in ink. */

const INK = "#1b1430";
export const WIDTH = 1080;
export const HEIGHT = 1350;
const DISPLAY = "'Dela Gothic One', sans-serif";
const TEXT = "'M PLUS Rounded 1c', sans-serif";

/** @typedef {CanvasRenderingContext2D} Pen */

/**
 * The pen of a canvas, once the letters that it writes with have come.
 * @param {HTMLCanvasElement} canvas
 */
export async function penOf(canvas) {
  await Promise.all([document.fonts.load(`400 80px ${DISPLAY}`), document.fonts.load(`800 34px ${TEXT}`)]);
  const pen = /** @type {Pen} */ (canvas.getContext("2d"));
  pen.lineJoin = "round";
  return pen;
}

/** @param {Pen} pen */
export function drawGround(pen) {
  pen.fillStyle = "#fff7ec";
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = "#19d3da";
  pen.fillRect(0, 0, WIDTH, 250);
  pen.fillStyle = "#fffdf8";
  for (let angle = 0; angle < 360; angle += 7) ray(pen, angle);
  pen.fillStyle = "#ffd9c2";
  for (let y = 280; y < HEIGHT; y += 22) for (let x = (y / 22) % 2 ? 0 : 11; x < WIDTH; x += 22) dot(pen, x, y, 3.2);
  pen.strokeStyle = INK;
  pen.lineWidth = 10;
  pen.strokeRect(0, -10, WIDTH, 260);
  pen.strokeRect(5, 5, WIDTH - 10, HEIGHT - 10);
}

/** @param {Pen} pen @param {string} title */
export function drawTitle(pen, title) {
  words(pen, title, WIDTH / 2, 128, 84, "center", "#ff3d7f");
  words(pen, "AniMatch", WIDTH / 2, 206, 44, "center", "#ffd23f");
}

/** @param {Pen} pen @param {number} degrees */
function ray(pen, degrees) {
  /** @param {number} turn @param {number} radius @returns {[x: number, y: number]} */
  const at = (turn, radius) => [WIDTH / 2 + Math.cos(turn) * radius, 125 + Math.sin(turn) * radius * 0.6];
  const turn = (degrees * Math.PI) / 180;
  pen.beginPath();
  pen.moveTo(...at(turn, 330));
  pen.lineTo(...at(turn - 0.02, 900));
  pen.lineTo(...at(turn + 0.02, 900));
  pen.save();
  pen.clip(box(0, 0, WIDTH, 245));
  pen.fill();
  pen.restore();
}

/** @param {number} x @param {number} y @param {number} width @param {number} height */
export function box(x, y, width, height, corner = 0) {
  const path = new Path2D();
  if (path.roundRect) path.roundRect(x, y, width, height, corner);
  else path.rect(x, y, width, height);
  return path;
}

/** @param {Pen} pen @param {number} x @param {number} y @param {number} radius */
function dot(pen, x, y, radius) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 7);
  pen.fill();
}

/**
 * Ink letters on a hard coloured shadow.
 * @param {Pen} pen
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {CanvasTextAlign} align
 * @param {string} shadow
 * @param {number} room
 */
export function words(pen, text, x, y, size, align, shadow, room = align === "center" ? WIDTH - 80 : 380) {
  pen.font = `400 ${size}px ${DISPLAY}`;
  pen.textAlign = align;
  pen.fillStyle = shadow;
  pen.fillText(text, x + size / 16, y + size / 16, room);
  pen.fillStyle = INK;
  pen.fillText(text, x, y, room);
}

/**
 * Words for reading, at most `room` wide.
 * @param {Pen} pen
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {number} room
 * @param {CanvasTextAlign} align
 */
export function plain(pen, text, x, y, room, align = "left") {
  pen.font = `800 34px ${TEXT}`;
  pen.textAlign = align;
  pen.fillStyle = INK;
  pen.fillText(text, x, y, room);
}

/** @param {Pen} pen @param {string} url @param {number} x @param {number} y @param {number} side */
export async function drawPicture(pen, url, x, y, side) {
  const frame = box(x, y, side, side, 20);
  const image = await load(url);
  pen.save();
  pen.clip(frame);
  pen.fillStyle = "#ffe9cf";
  pen.fillRect(x, y, side, side);
  if (image) cover(pen, image, x, y, side);
  pen.restore();
  stroke(pen, frame, 7);
}

/**
 * Fills the square. It is clipped, so nothing is cut from the source: drawings have no size to cut from.
 * @param {Pen} pen
 * @param {HTMLImageElement} image
 * @param {number} x
 * @param {number} y
 * @param {number} side
 */
function cover(pen, image, x, y, side) {
  const scale = side / Math.min(image.width, image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  pen.drawImage(image, x + (side - width) / 2, y + (side - height) / 2, width, height);
}

/** @param {Pen} pen @param {Path2D} path @param {number} width */
export function stroke(pen, path, width) {
  pen.strokeStyle = INK;
  pen.lineWidth = width;
  pen.stroke(path);
}

/** @param {string} url */
async function load(url) {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    return image;
  } catch {
    return null;
  }
}

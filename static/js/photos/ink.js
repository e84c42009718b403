/** The pen that posters are drawn with on a canvas of 1080 x 1350: paper, frames, pictures and letters in ink. */

const INK = "#1b1430";
export const WIDTH = 1080;
export const HEIGHT = 1350;
const PLAIN = "800 34px 'M PLUS Rounded 1c', sans-serif";
/** @param {number} size */
const loud = (size) => `400 ${size}px 'Dela Gothic One', sans-serif`;

/**
 * @typedef {CanvasRenderingContext2D} Pen
 * @typedef {[x: number, y: number]} Point
 */

/**
 * The pen of a canvas, once the letters that it writes with have come.
 * @param {HTMLCanvasElement} canvas
 */
export async function penOf(canvas) {
  await Promise.all([document.fonts.load(loud(80)), document.fonts.load(PLAIN)]);
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

/** @param {Pen} pen @param {string} title @param {string} [below] */
export function drawTitle(pen, title, below = "AniMatch") {
  words(pen, title, WIDTH / 2, 128, 84, "center", "#ff3d7f");
  words(pen, below, WIDTH / 2, 206, 44, "center", "#ffd23f");
}

/** @param {Pen} pen @param {number} degrees */
function ray(pen, degrees) {
  /** @param {number} turn @param {number} radius @returns {Point} */
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
  pen.font = loud(size);
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
  pen.font = PLAIN;
  pen.textAlign = align;
  pen.fillStyle = INK;
  pen.fillText(text, x, y, room);
}

/**
 * How wide words are: `words` of this size, or without one `plain` ones.
 * @param {Pen} pen @param {string} text @param {number} [size]
 */
export function breadthOf(pen, text, size) {
  pen.font = size ? loud(size) : PLAIN;
  return pen.measureText(text).width;
}

/** @type {Point} */
const CENTRE = [0.5, 0.5];

/** @param {Pen} pen @param {string} url @param {number} x @param {number} y @param {number} side */
export async function drawPicture(pen, url, x, y, side, middle = CENTRE) {
  const frame = box(x, y, side, side, 20);
  await fill(pen, url, frame, { x, y, width: side, height: side }, middle);
  stroke(pen, frame, 7);
}

/**
 * A picture in a panel of four corners, the upper left one first, with a screentone along its foot.
 * @param {Pen} pen
 * @param {string} url
 * @param {Point[]} corners
 * @param {Point} middle what to keep in sight: 0 to 1 of the picture
 */
export async function drawPanel(pen, url, corners, middle) {
  const frame = new Path2D(`M${corners.map((corner) => corner.join(" ")).join("L")}Z`);
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  const place = { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
  await fill(pen, url, frame, place, middle);
  tone(pen, frame, place);
  stroke(pen, frame, 8);
}

/** @typedef {{ x: number, y: number, width: number, height: number }} Place */

/** @param {Pen} pen @param {string} url @param {Path2D} frame @param {Place} place @param {Point} middle */
async function fill(pen, url, frame, place, middle) {
  const image = await load(url);
  pen.save();
  pen.clip(frame);
  pen.fillStyle = "#ffe9cf";
  pen.fill(frame);
  if (image) cover(pen, image, place, middle);
  pen.restore();
}

/**
 * Fills the place. It is clipped, so nothing is cut from the source: drawings have no size to cut from.
 * @param {Pen} pen @param {HTMLImageElement} image @param {Place} place @param {Point} middle
 */
function cover(pen, image, { x, y, width: across, height: down }, [right, below]) {
  const scale = Math.max(across / image.width, down / image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  pen.drawImage(image, x + (across - width) * right, y + (down - height) * below, width, height);
}

/** @param {Pen} pen @param {Path2D} frame @param {Place} place */
function tone(pen, frame, { x, y, width, height }) {
  pen.save();
  pen.clip(frame);
  pen.globalAlpha = 0.6;
  pen.fillStyle = INK;
  for (let row = 0; row < 12; row += 1)
    for (let at = (row % 2) * 7; at <= width; at += 14) dot(pen, x + at, y + height - row * 9, 5 - row * 0.4);
  pen.restore();
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

/** A manga page of the evening, drawn on a canvas: four best shots beside their prompts, three winners. */

const INK = "#1b1430";
const COLOURS = ["#ffd23f", "#19d3da", "#ff3d7f", "#2fbf71"];
const WIDTH = 1080;
const HEIGHT = 1350;
const DISPLAY = "'Dela Gothic One', sans-serif";

/**
 * @typedef {{ photo: string, picture: string, name: string, percent: string }} PosterShot
 * @typedef {{ avatar: string, place: string, name: string, points: string }} Winner
 * @typedef {CanvasRenderingContext2D} Pen
 */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {PosterShot[]} shots
 * @param {Winner[]} winners
 */
export async function drawPoster(canvas, shots, winners) {
  const pen = /** @type {Pen} */ (canvas.getContext("2d"));
  pen.lineJoin = "round";
  drawGround(pen);
  drawTitle(pen);
  for (const [index, shot] of shots.entries())
    await drawShot(pen, shot, placeOf(index, shots.length), COLOURS[index % 4]);
  for (const [index, winner] of winners.entries()) await drawWinner(pen, winner, index);
}

/** @param {Pen} pen */
function drawGround(pen) {
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
function box(x, y, width, height, corner = 0) {
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

/** @param {Pen} pen */
function drawTitle(pen) {
  words(pen, "We copied faces!", WIDTH / 2, 128, 84, "center", "#ff3d7f");
  words(pen, "AniMatch", WIDTH / 2, 206, 44, "center", "#ffd23f");
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
 */
function words(pen, text, x, y, size, align, shadow) {
  pen.font = `400 ${size}px ${DISPLAY}`;
  pen.textAlign = align;
  const room = align === "center" ? WIDTH - 80 : 380;
  pen.fillStyle = shadow;
  pen.fillText(text, x + size / 16, y + size / 16, room);
  pen.fillStyle = INK;
  pen.fillText(text, x, y, room);
}

/** @param {number} index @param {number} count */
function placeOf(index, count) {
  if (count === 1) return { x: 60, y: 310, width: 960, height: 640 };
  const top = count === 2 ? 475 : 290;
  return { x: 40 + (index % 2) * 510, y: top + Math.floor(index / 2) * 375, width: 490, height: 355 };
}

/**
 * @param {Pen} pen
 * @param {PosterShot} shot
 * @param {ReturnType<typeof placeOf>} place
 * @param {string} colour
 */
async function drawShot(pen, shot, { x, y, width, height }, colour) {
  const side = Math.min(width / 2 - 16, height - 100);
  pen.fillStyle = colour;
  pen.fill(box(x, y, width, height, 28));
  stroke(pen, box(x, y, width, height, 28), 8);
  await drawPicture(pen, shot.picture, x + 14, y + 16, side);
  await drawPicture(pen, shot.photo, x + width - side - 14, y + 16, side);
  words(pen, `${shot.percent} %`, x + width - 24, y + height - 26, 52, "right", "#fffdf8");
  pen.font = "800 34px 'M PLUS Rounded 1c', sans-serif";
  pen.textAlign = "left";
  pen.fillText(shot.name, x + 24, y + height - 30, width - 240);
}

/** @param {Pen} pen @param {string} url @param {number} x @param {number} y @param {number} side */
async function drawPicture(pen, url, x, y, side) {
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
function stroke(pen, path, width) {
  pen.strokeStyle = INK;
  pen.lineWidth = width;
  pen.stroke(path);
}

/** @param {Pen} pen @param {Winner} winner @param {number} index */
async function drawWinner(pen, { avatar, place, name, points }, index) {
  const x = 60 + index * 335;
  const y = HEIGHT - 268;
  pen.fillStyle = index ? "#fffdf8" : "#ffd23f";
  pen.fill(box(x, y, 300, 220, 28));
  stroke(pen, box(x, y, 300, 220, 28), 8);
  await drawPicture(pen, avatar, x + 18, y + 18, 110);
  words(pen, place, x + 275, y + 112, 92, "right", "#ff3d7f");
  pen.font = "800 34px 'M PLUS Rounded 1c', sans-serif";
  pen.textAlign = "left";
  pen.fillText(name, x + 20, y + 168, 262);
  pen.fillText(`${points} points`, x + 20, y + 204, 262);
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

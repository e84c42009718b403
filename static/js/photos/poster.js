/** A manga page of the evening, drawn on a canvas: four best shots beside their prompts, three winners. */

/** @import { Pen } from "./ink.js" */

import { HEIGHT, box, drawGround, drawPicture, drawTitle, penOf, plain, stroke, words } from "./ink.js";

const COLOURS = ["#ffd23f", "#19d3da", "#ff3d7f", "#2fbf71"];

/**
 * @typedef {{ photo: string, picture: string, name: string, percent: string }} PosterShot
 * @typedef {{ picture: string, place: string, name: string, points: string }} Winner
 */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {PosterShot[]} shots
 * @param {Winner[]} winners
 */
export async function drawPoster(canvas, shots, winners) {
  const pen = await penOf(canvas);
  drawGround(pen);
  drawTitle(pen, "We copied faces!");
  for (const [index, shot] of shots.entries())
    await drawShot(pen, shot, placeOf(index, shots.length), COLOURS[index % 4]);
  for (const [index, winner] of winners.entries()) await drawWinner(pen, winner, index);
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
  plain(pen, shot.name, x + 24, y + height - 30, width - 240);
}

/** @param {Pen} pen @param {Winner} winner @param {number} index */
async function drawWinner(pen, { picture, place, name, points }, index) {
  const x = 60 + index * 335;
  const y = HEIGHT - 268;
  pen.fillStyle = index ? "#fffdf8" : "#ffd23f";
  pen.fill(box(x, y, 300, 220, 28));
  stroke(pen, box(x, y, 300, 220, 28), 8);
  await drawPicture(pen, picture, x + 18, y + 18, 110);
  words(pen, place, x + 275, y + 112, 92, "right", "#ff3d7f");
  plain(pen, name, x + 20, y + 168, 262);
  plain(pen, `${points} points`, x + 20, y + 204, 262);
}

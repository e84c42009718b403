/** A manga page of the evening, drawn on a canvas: the best shots in panels, their prompts beside them, three winners. */

/** @import { Pen, Point } from "./ink.js" */

import {
  HEIGHT,
  box,
  breadthOf,
  drawGround,
  drawPanel,
  drawPicture,
  drawTitle,
  penOf,
  plain,
  stroke,
  words,
} from "./ink.js";

const COLOURS = ["#ffd23f", "#19d3da", "#ff3d7f", "#2fbf71"];
const [LEFT, RIGHT, TOP, BOTTOM] = [40, 1040, 286, 1046];
const GUTTER = 22;
/** How far the gutters between neighbours lean to either side. */
const LEAN = 22;

/**
 * @typedef {{ photo: string, picture: string, name: string, percent: string, middle: Point }} PosterShot
 * @typedef {{ picture: string, place: string, name: string, points: string, middle: Point }} Winner
 */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {PosterShot[]} shots four at most, the best first
 * @param {Winner[]} winners
 * @param {string | null} [team] the name of the one that won
 */
export async function drawPoster(canvas, shots, winners, team) {
  const pen = await penOf(canvas);
  drawGround(pen);
  drawTitle(pen, "We copied faces!", team ? `AniMatch: ${team} won` : undefined);
  const panels = panelsFor(shots.length);
  for (const [index, shot] of shots.entries()) await drawShot(pen, shot, panels[index], index);
  for (const [index, winner] of winners.entries()) await drawWinner(pen, winner, index);
}

/** The best shot above all others. @param {number} count */
function panelsFor(count) {
  if (count === 1) return row(1, TOP, BOTTOM);
  const middle = count === 2 ? 690 : 740;
  return [...row(1, TOP, middle), ...row(count - 1, middle + GUTTER, BOTTOM)];
}

/**
 * The corners of so many panels side by side.
 * @param {number} count @param {number} top @param {number} bottom
 * @returns {Point[][]}
 */
function row(count, top, bottom) {
  /** @param {number} index @param {number} side @param {number} lean */
  const edge = (index, side, lean) => {
    if (index === 0 || index === count) return index ? RIGHT : LEFT;
    return LEFT + ((RIGHT - LEFT) * index) / count + (side * GUTTER) / 2 + lean;
  };
  return Array.from({ length: count }, (_, at) => [
    [edge(at, 1, LEAN), top],
    [edge(at + 1, -1, LEAN), top],
    [edge(at + 1, -1, -LEAN), bottom],
    [edge(at, 1, -LEAN), bottom],
  ]);
}

/** @param {Pen} pen @param {PosterShot} shot @param {Point[]} corners @param {number} index */
async function drawShot(pen, shot, corners, index) {
  await drawPanel(pen, shot.photo, corners, shot.middle);
  const [[x, y], , [right, bottom], [left]] = corners;
  const side = index ? 112 : 200;
  if (shot.picture) await drawPicture(pen, shot.picture, left + 16, bottom - side - 16, side);
  const [score, size] = [`${shot.percent} %`, index ? 48 : 76];
  const width = breadthOf(pen, score, size) + 32;
  label(pen, right - width - 14, bottom - size - 34, width, size + 20, COLOURS[index % 4]);
  words(pen, score, right - 30, bottom - 34, size, "right", "#fffdf8");
  const name = Math.min(breadthOf(pen, shot.name), 236);
  label(pen, x + 14, y - 8, name + 32, 52, "#fffdf8");
  plain(pen, shot.name, x + 30, y + 30, name);
}

/** @param {Pen} pen @param {number} x @param {number} y @param {number} width @param {number} height @param {string} colour */
function label(pen, x, y, width, height, colour) {
  const plate = box(x, y, width, height, 8);
  pen.fillStyle = colour;
  pen.fill(plate);
  stroke(pen, plate, 6);
}

/** @param {Pen} pen @param {Winner} winner @param {number} index */
async function drawWinner(pen, { picture, place, name, points, middle }, index) {
  const x = 60 + index * 335;
  const y = HEIGHT - 268;
  pen.fillStyle = index ? "#fffdf8" : "#ffd23f";
  pen.fill(box(x, y, 300, 220, 28));
  stroke(pen, box(x, y, 300, 220, 28), 8);
  await drawPicture(pen, picture, x + 18, y + 18, 110, middle);
  words(pen, place, x + 275, y + 112, 92, "right", "#ff3d7f");
  plain(pen, name, x + 20, y + 168, 262);
  plain(pen, `${points} points`, x + 20, y + 204, 262);
}

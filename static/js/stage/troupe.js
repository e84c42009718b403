/** Every guest's own head on the stage, pulling the face that the guest pulls. */

/** @import { Face, PosesMessage } from "../live/protocol.js" */
/** @import { Openness, Part } from "./puppet.js" */

import { find } from "../ui/dom.js";
import { Puppet } from "./puppet.js";

/** A meter reads a shut part as a little open, and an open one as not quite: [shut, wide open] in percent. */
const RANGE = [12, 82];
/** Milliseconds in which a head gets most of the way to where its guest is. */
const EASE = 70;
/** So many heads are redrawn at once; with more guests they take turns. */
const AT_ONCE = 10;
/** As avatars are drawn. */
const AT_REST = { left_eye: 1, right_eye: 1, mouth: 0.35, tilt: -0.14 };
/** What is told as it is. */
const EXACT = ["tilt"];

/** @typedef {{ puppet: Puppet | null, now: Openness, goal: Openness, since: number }} Actor */

/** @type {Map<string, Promise<string>>} */
const drawings = new Map();

/** @param {Map<string, { sticker: HTMLElement, avatar: string }>} stickers of the screen, by seat */
export function troupe(stickers) {
  /**
   * By sticker: who goes and comes back has another one.
   * @type {Map<HTMLElement, Actor>}
   */
  const actors = new Map();
  let turn = 0;
  return { hear, tick };

  /** @param {PosesMessage} message */
  function hear({ faces }) {
    for (const [seat, face] of Object.entries(faces)) {
      const found = stickers.get(seat);
      if (found) (actors.get(found.sticker) ?? enter(found.sticker, found.avatar)).goal = goalOf(face);
    }
  }

  /** @param {HTMLElement} sticker @param {string} avatar */
  function enter(sticker, avatar) {
    /** @type {Actor} */
    const actor = { puppet: null, now: { ...AT_REST }, goal: AT_REST, since: 0 };
    actors.set(sticker, actor);
    dress(actor, sticker, avatar);
    return actor;
  }

  /** Once for every picture of the screen. */
  function tick() {
    const all = [...actors.values()];
    const now = performance.now();
    for (let count = 0; count < Math.min(AT_ONCE, all.length); count += 1) ease(all[(turn += 1) % all.length], now);
  }
}

/**
 * Puts a head that moves in the place of a sticker's picture, as soon as it has come.
 * @param {Actor} actor
 * @param {HTMLElement} sticker
 * @param {string} avatar
 */
async function dress(actor, sticker, avatar) {
  const text = await drawingOf(avatar);
  if (!text) return;
  actor.puppet = new Puppet(text);
  actor.puppet.node.setAttribute("aria-hidden", "true");
  actor.puppet.node.classList.add("puppet");
  actor.puppet.pull(actor.now);
  find(sticker, ".sticker-face img", HTMLImageElement).replaceWith(actor.puppet.node);
}

/** @param {Face} face @returns {Openness} */
export function goalOf(face) {
  const [shut, open] = RANGE;
  const stretched = Object.entries(face).map(([part, percent]) => {
    return [part, EXACT.includes(part) ? percent / 100 : Math.min(1, Math.max(0, (percent - shut) / (open - shut)))];
  });
  return Object.fromEntries(stretched);
}

/** @param {Actor} actor @param {number} now */
function ease(actor, now) {
  const left = Math.exp((actor.since - now) / EASE);
  actor.since = now;
  for (const part of /** @type {Part[]} */ (Object.keys(actor.goal))) {
    const [at, goal] = [actor.now[part], actor.goal[part]];
    actor.now[part] = Math.abs(goal - at) < 0.005 ? goal : goal + left * (at - goal);
  }
  actor.puppet?.pull(actor.now);
}

/** @param {string} avatar @returns {Promise<string>} nothing where it did not come: then the picture stays */
export function drawingOf(avatar) {
  const known = drawings.get(avatar);
  if (known) return known;
  const asked = fetch(`/art/puppets/${encodeURIComponent(avatar)}.svg`);
  const drawing = asked.then((answer) => (answer.ok ? answer.text() : "")).catch(() => "");
  drawings.set(avatar, drawing);
  return drawing;
}

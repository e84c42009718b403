/** Pair card on the stage: two faces side by side, and then each pair between them. */

/** @import { CardView, RoomView } from "../../live/protocol.js" */
/** @import { Context, Screen } from "../../screens/switcher.js" */

import { announce } from "../../ui/announce.js";
import { confetti } from "../../ui/confetti.js";
import { el, mark } from "../../ui/dom.js";
import { nameTag } from "../../ui/names.js";
import { photoOf } from "../../ui/photo.js";
import { picture } from "../../ui/prompt.js";
import { shownPercent } from "../../ui/results.js";
import { burst, countUp } from "../../ui/score.js";
import { shoutFor } from "../../ui/shouts.js";
import { playScore } from "../../ui/sound.js";
import { face } from "../../ui/sticker.js";
import { stageCapture } from "../capture.js";
import { stageReady } from "../ready.js";
import { stageReveal } from "../reveal.js";

const PARTY = 85;
const WORDS = () => "Two of you, one picture, a face each!";

/** @type {Record<string, (ctx: Context) => Screen>} */
export const screens = {
  get_ready: (ctx) => paired(stageReady(ctx, WORDS, both)),
  capture: (ctx) => paired(stageCapture(ctx, "Two faces, one picture", WORDS, both)),
  reveal: (ctx) => stageReveal(ctx, { together: { make, land } }),
};

/** @param {RoomView} room */
function both({ prompts }) {
  return prompts.map(picture);
}

/**
 * @template {{ node: HTMLElement }} S
 * @param {S} screen
 */
function paired(screen) {
  screen.node.classList.add("stage-paired");
  return screen;
}

/** @param {RoomView} room @param {CardView} card */
function make(room, card) {
  const seats = card.seats.flatMap((seat) => room.seats[seat] ?? []);
  const names = seats.map((seat) => el("span", {}, face(seat.avatar), nameTag(seat.nickname)));
  const star = burst(null);
  star.classList.add("held");
  return el(
    "div.stage-answer.stage-together.slide-in",
    {},
    el("div.stage-asked", {}, ...room.prompts.slice(0, 1).map(picture)),
    el("div.stage-print", {}, photoOf(resultOf(room, card) ?? { code: "no_photo", overlay: {} }, `${seats.map((seat) => seat.nickname).join(" and ")} in one photo`), el("p.stage-who", {}, ...names)),
    el("div.stage-asked", {}, ...room.prompts.slice(1).map(picture)),
    el("div.stage-score", {}, star),
  );
}

/** @param {RoomView} room @param {CardView} card @param {HTMLElement} node @param {boolean} fresh */
function land(room, card, node, fresh) {
  const result = resultOf(room, card);
  if (!result) return mark(node, "landed", true);
  const percent = shownPercent(result);
  const star = burst(percent);
  star.classList.add("landing");
  node.querySelector(".stage-score")?.replaceChildren(star);
  node.append(percent === null ? el("p.bubble.oops", {}, result.message) : el("p.stamp", {}, shoutFor(result, result.take)));
  mark(node, "landed", true);
  if (percent !== null && fresh) countUp(star, percent);
  if (percent !== null && percent >= PARTY) node.prepend(confetti(40));
  playScore(percent);
  const names = card.seats.flatMap((seat) => room.seats[seat]?.nickname ?? []);
  announce(`${names.join(" and ")}: ${percent === null ? result.message : `${Math.round(percent)} percent`}`);
}

/** What they share, as long as one of them is here. @param {RoomView} room @param {CardView} card */
function resultOf(room, card) {
  return card.seats.flatMap((seat) => room.results[seat] ?? []).at(0);
}

/** Your own result in the reveal: held back until its turn, then explained. */

/** @import { PromptView, ResultView, RoomView, You } from "../live/protocol.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { takeDownButton } from "../photos/take-down.js";
import { announce } from "../ui/announce.js";
import { el, find, mark } from "../ui/dom.js";
import { photoOf } from "../ui/photo.js";
import { picture } from "../ui/prompt.js";
import { shownPercent } from "../ui/results.js";
import { awardList, burst, countUp, digitsOf, partList } from "../ui/score.js";
import { shoutFor } from "../ui/shouts.js";
import { buzz, playScore } from "../ui/sound.js";
import { celebrateSwitch } from "./celebrate.js";
import { hasPhoto } from "./result-card.js";

/**
 * @param {PhoneContext} ctx
 * @param {(room: RoomView, result: ResultView) => PromptView[]} facesOf what the photo copied
 */
export function ownCard(ctx, facesOf = (room, result) => [result.prompt ?? room.prompt].flatMap((face) => face ?? [])) {
  const card = el("div.reveal-mine");
  const own = ownPhoto(ctx);
  const celebrated = celebrateSwitch(ctx);
  const node = el("div.reveal-own", {}, card, own.node, celebrated.node);
  return { node, update };

  /** @param {RoomView} room @param {You} you @param {boolean} told @param {boolean} fresh */
  function update(room, you, told, fresh) {
    celebrated.update(you);
    const result = room.results[you.seat];
    own.update(result);
    // The place may still change, and the photo be taken down: the score lands once.
    const key = [result.take, result.code, result.percent, told].join(" ");
    const faces = facesOf(room, result);
    if (card.dataset.key === key) return swapPhoto(card, result, faces);
    card.dataset.key = key;
    card.dataset.photo = photoKey(result);
    mark(card, "code", told ? result.code : "held");
    card.replaceChildren(pairOf(result, faces));
    if (told) land(card, result, fresh);
    else card.append(heldBack());
  }
}

/**
 * The way to take one's own photo down, for as long as there is one.
 * @param {PhoneContext} ctx
 */
function ownPhoto({ code, toast }) {
  const node = el("p.own-photo");
  return { node, update };

  /** @param {ResultView} result */
  function update(result) {
    const take = (hasPhoto(result) && result.take) || "";
    if (node.dataset.take === take) return;
    node.dataset.take = take;
    node.replaceChildren(...(take ? [takeDownButton(code, [take], toast)] : []));
  }
}

/** @param {ResultView} result */
function photoKey({ photo, withdrawn }) {
  return `${photo} ${withdrawn}`;
}

/** @param {ResultView} result @param {PromptView[]} faces */
function pairOf(result, faces) {
  return el("div.pair", {}, ...faces.map(picture), photoOf(result, "Your photo"));
}

/** @param {HTMLElement} card @param {ResultView} result @param {PromptView[]} faces */
function swapPhoto(card, result, faces) {
  if (card.dataset.photo === photoKey(result)) return;
  card.dataset.photo = photoKey(result);
  find(card, ".pair").replaceWith(pairOf(result, faces));
}

function heldBack() {
  const star = burst(null);
  star.classList.add("held");
  return el("div.verdict", {}, star, el("div.verdict-words", {}, el("p.shout", {}, "Your turn is coming…")));
}

/** @param {HTMLElement} card @param {ResultView} result @param {boolean} fresh */
function land(card, result, fresh) {
  const percent = shownPercent(result);
  const star = burst(percent);
  star.classList.add("landing");
  const points = result.points ? `+${result.points} points` : "No points";
  const words = el("div.verdict-words", {}, el("p.stamp", {}, shoutFor(result, result.take)), el("p.shout", {}, points));
  card.append(el("div.verdict", {}, star, words));
  if (percent === null) card.append(el("p.bubble.oops", {}, result.message));
  else card.append(partList(result.parts), ...[digitsOf(result.parts)].filter((node) => node !== false));
  card.append(awardList(result.awards));
  if (result.note) card.append(el("p.bubble", {}, result.note));
  if (!fresh) return;
  if (percent !== null) countUp(star, percent);
  playScore(percent);
  buzz(percent === null ? [60, 80, 60] : 120);
  announce(percent === null ? result.message : spoken(result));
}

/** @param {ResultView} result */
function spoken({ percent = 0, points, parts }) {
  const reasons = Object.values(parts).map((part) => part.words);
  return `${Math.round(percent)} percent, ${points} points. ${reasons.join(". ")}`;
}

/** Twins on the stage: secret cards, all photos with what was guessed, and then the pair beside its face. */

/** @import { CardView, RoomView, ShotView } from "../../live/protocol.js" */
/** @import { Context } from "../../screens/switcher.js" */

import { announce } from "../../ui/announce.js";
import { confetti } from "../../ui/confetti.js";
import { el, mark } from "../../ui/dom.js";
import { picture } from "../../ui/prompt.js";
import { play } from "../../ui/sound.js";
import { face } from "../../ui/sticker.js";
import { stageCapture } from "../capture.js";
import { stageReady } from "../ready.js";
import { stageReveal } from "../reveal.js";
import { shotOf, stageVote } from "../vote.js";

const WORDS = () => "Everybody copies a face of their own. Two have the same!";

export const screens = {
  get_ready: (/** @type {Context} */ ctx) => stageReady(ctx, ({ turn }) => (turn ? "A twin is gone! New faces, new twins." : WORDS())),
  capture: (/** @type {Context} */ ctx) => stageCapture(ctx, "A face of your own", WORDS),
  vote: () => stageVote(),
  reveal: (/** @type {Context} */ ctx) =>
    stageReveal(ctx, { crowd: { make: crowd, land: guesses }, pair: { make: pair, land: cheers } }),
};

/** @param {RoomView} room @param {CardView} card */
function crowd(room, card) {
  const shots = card.shots.map((shot) => el("li.stage-option", { data: { seat: shot.seat } }, shotOf(shot, room)));
  return el("div.stage-answer.slide-in", {}, el("ul.stage-options", { data: { count: shots.length } }, ...shots));
}

/** Whom the room took for a twin. @param {RoomView} room @param {CardView} _card @param {HTMLElement} node */
function guesses(room, _card, node) {
  const [vote] = room.votes;
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (node.querySelectorAll(".stage-option"))) {
    const { seat = "" } = item.dataset;
    const chose = Object.entries(vote?.ballots ?? {}).filter(([by, choice]) => choice.includes(seat) && room.seats[by]);
    item.append(el("span.stage-choosers", {}, ...chose.map(([by]) => face(room.seats[by].avatar))));
  }
  node.append(el("p.stamp", {}, "Your suspects…"));
  play("snap");
}

/** @param {RoomView} room @param {CardView} card */
function pair(room, card) {
  const wanted = card.prompt && el("div.stage-asked", {}, picture(card.prompt));
  return el("div.stage-answer.stage-twins.slide-in", {}, wanted, ...card.shots.map((shot) => shotOf(shot, room)));
}

/** @param {RoomView} room @param {CardView} card @param {HTMLElement} node @param {boolean} fresh */
function cheers(room, card, node, fresh) {
  const [vote] = room.votes;
  const right = vote?.right.join() ?? "";
  const hits = Object.values(vote?.ballots ?? {}).filter((choice) => choice.join() === right).length;
  mark(node, "landed", true);
  node.append(el("p.stamp", {}, hits ? `${hits} found them!` : "Nobody saw it!"));
  if (hits && fresh) node.prepend(confetti(20 * hits));
  play(hits ? "great" : "fair");
  announce(`The twins: ${card.shots.map((shot) => nameOf(room, shot)).join(" and ")}. ${hits} found them.`);
}

/** @param {RoomView} room @param {ShotView} shot */
function nameOf(room, { seat }) {
  return room.seats[seat]?.nickname ?? "Somebody";
}

/** Charades on the stage: a secret card while somebody poses, four faces to choose from, and then which one it was. */

/** @import { CardView, RoomView } from "../../live/protocol.js" */
/** @import { Context } from "../../screens/switcher.js" */

import { announce } from "../../ui/announce.js";
import { confetti } from "../../ui/confetti.js";
import { el, mark } from "../../ui/dom.js";
import { play } from "../../ui/sound.js";
import { face } from "../../ui/sticker.js";
import { stageCapture } from "../capture.js";
import { stageReady } from "../ready.js";
import { stageReveal } from "../reveal.js";
import { optionOf, shotOf, stageVote } from "../vote.js";

export const screens = {
  get_ready: (/** @type {Context} */ ctx) => stageReady(ctx, posing),
  capture: (/** @type {Context} */ ctx) => stageCapture(ctx, "A secret face", posing),
  vote: () => stageVote(),
  reveal: (/** @type {Context} */ ctx) => stageReveal(ctx, { answer: { make, land } }),
};

/** @param {RoomView} room */
function posing(room) {
  const posers = Object.values(room.seats).flatMap((seat) => (seat.role ? [seat.nickname] : []));
  return `${posers.join(" and ")} ${posers.length > 1 ? "each pose" : "poses"} a secret face.`;
}

/** @param {RoomView} room @param {CardView} card */
function make(room, card) {
  const vote = voteOf(room, card);
  const shots = card.shots.map((shot) => shotOf(shot, room));
  const options = vote?.options.map((option) => optionOf(option, room)) ?? [];
  const list = el("ul.stage-options", { data: { count: options.length } }, ...options);
  return el("div.stage-answer.slide-in", {}, el("div.stage-about", {}, ...shots), list);
}

/** @param {RoomView} room @param {CardView} card @param {HTMLElement} node @param {boolean} fresh */
function land(room, card, node, fresh) {
  const vote = voteOf(room, card);
  if (!vote) return;
  const nodes = node.querySelectorAll(".stage-option");
  let hits = 0;
  vote.options.forEach((option, index) => {
    const right = vote.right.includes(option.id);
    const chose = Object.entries(vote.ballots).filter(([seat, choice]) => choice.includes(option.id) && room.seats[seat]);
    if (right) hits = chose.length;
    const item = /** @type {HTMLElement} */ (nodes[index]);
    mark(item, right ? "right" : "wrong", true);
    item.append(el("span.stage-choosers", {}, ...chose.map(([seat]) => face(room.seats[seat].avatar))));
  });
  const asked = Object.keys(vote.ballots).length;
  node.append(el("p.stamp", {}, hits ? `${hits} of ${asked} got it!` : "Nobody got it!"));
  if (hits && fresh) node.prepend(confetti(20 * hits));
  play(hits ? "great" : "fair");
  announce(`${hits} of ${asked} guessed it.`);
}

/** @param {RoomView} room @param {CardView} card */
function voteOf(room, card) {
  return room.votes.find((vote) => vote.about && card.seats.includes(vote.about.seat));
}

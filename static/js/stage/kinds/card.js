/** You are the card, on the stage: a head as large as the wall, the card that it becomes, and the photo beside it. */

/** @import { CardView, RoomView } from "../../live/protocol.js" */
/** @import { Context, Screen } from "../../screens/switcher.js" */

import { announce } from "../../ui/announce.js";
import { confetti } from "../../ui/confetti.js";
import { el, mark } from "../../ui/dom.js";
import { modelOf, portrait } from "../../ui/model.js";
import { picture, saying } from "../../ui/prompt.js";
import { play } from "../../ui/sound.js";
import { stageCapture } from "../capture.js";
import { stageJudging } from "../judging.js";
import { everybodysFace, stageReady } from "../ready.js";
import { stageReveal } from "../reveal.js";
import { shotOf } from "../vote.js";

/** @type {Record<string, (ctx: Context) => Screen>} */
export const screens = {
  get_ready: (ctx) => opening(ctx),
  capture: (ctx) => (copied(ctx) ? stageCapture(ctx, "Copy this face", words) : making(ctx)),
  judging: (ctx) => stageJudging(ctx, copied(ctx) ? undefined : "A face becomes a card…"),
  reveal: (ctx) => stageReveal(ctx, { model: { make, land } }),
};

/** @param {Context} ctx */
function copied({ connection }) {
  return Boolean(connection.store.state.room?.prompt);
}

/** @param {RoomView} room */
function words(room) {
  const name = modelOf(room)?.nickname;
  if (!room.prompt) return `${name ?? "Somebody"} makes a face…`;
  return name ? `Everybody copies ${name}!` : "Nobody made a face. Copy this one!";
}

/** @param {RoomView} room */
function drawing(room) {
  if (room.prompt) return everybodysFace(room);
  const model = modelOf(room);
  return [portrait(model), ...(model ? [saying({ title: model.nickname })] : [])];
}

/** The card is worth a fanfare. @param {Context} ctx */
function opening(ctx) {
  const screen = stageReady(ctx, words, drawing);
  if (copied(ctx)) {
    screen.node.prepend(confetti(30));
    play("fanfare");
  }
  return screen;
}

/** Nothing to copy yet: whoever makes the face has the wall. @param {Context} ctx */
function making(ctx) {
  const screen = stageCapture(ctx, "A face in the making", words, () => [el("span.prompt-picture", { hidden: true })]);
  screen.node.classList.add("stage-making");
  return screen;
}

/** @param {RoomView} room @param {CardView} card */
function make(room, card) {
  const drawn = card.prompt && el("div.stage-asked", {}, picture(card.prompt));
  return el("div.stage-answer.stage-model.slide-in", {}, drawn, ...card.shots.map((shot) => shotOf(shot, room)));
}

/** @param {RoomView} room @param {CardView} card @param {HTMLElement} node @param {boolean} fresh */
function land(room, card, node, fresh) {
  const award = room.results[card.seats[0]]?.awards[0];
  const said = award ? `${award.words}, +${award.points}` : "Nobody copied it!";
  mark(node, "landed", true);
  node.append(el("p.stamp", {}, said));
  if (award && fresh) node.prepend(confetti(40));
  play(award ? "great" : "poor");
  announce(`${room.seats[card.seats[0]]?.nickname ?? "Somebody"}: ${said}`);
}

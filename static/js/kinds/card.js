/** You are the card, on the phone: one's own character pulls the face that one makes, and everybody else copies it. */

/** @import { PromptView, ResultView, RoomView, SeatView, You } from "../live/protocol.js" */
/** @import { InRoom } from "../live/store.js" */
/** @import { PhoneContext, Screen } from "../screens/switcher.js" */

import { capture } from "../screens/capture.js";
import { judging } from "../screens/judging.js";
import { ownCard } from "../screens/own-card.js";
import { ready, wantedFace } from "../screens/ready.js";
import { resting } from "../screens/resting.js";
import { reveal } from "../screens/reveal.js";
import { el } from "../ui/dom.js";
import { modelOf, portrait } from "../ui/model.js";
import { photoOf } from "../ui/photo.js";
import { picture } from "../ui/prompt.js";
import { awardList } from "../ui/score.js";
import { play } from "../ui/sound.js";
import { mirror } from "./mirror.js";

/** @type {Record<string, (ctx: PhoneContext) => Screen>} */
export const screens = {
  get_ready: (ctx) => ready(ctx, before, drawing),
  capture: (ctx) => (makes(ctx) ? making(ctx) : capture(ctx, "Copy this face")),
  resting: (ctx) => resting(ctx, waiting, asked),
  judging: (ctx) => judging(ctx, copied(ctx) ? undefined : { shout: "Pens out! A face becomes a card…", wonder: "Who dares to copy it?" }),
  reveal: (ctx) => reveal(ctx, mine),
};

/** @param {PhoneContext} ctx */
function copied({ connection }) {
  return Boolean(connection.store.state.room?.prompt);
}

/** @param {PhoneContext} ctx */
function makes(ctx) {
  const { room, you } = ctx.connection.store.state;
  return Boolean(you) && modelOf(room)?.id === you?.seat && !copied(ctx);
}

/** @param {InRoom} state */
function drawing(state) {
  return state.room.prompt ? wantedFace(state) : [portrait(modelOf(state.room))];
}

/** @param {PromptView | null} wanted @param {SeatView | null} seat @param {RoomView} room */
function before(wanted, seat, room) {
  const model = modelOf(room);
  const mine = model !== null && model.id === seat?.id;
  if (!wanted) return mine ? "You are the card! Make a face that they can just about copy." : `${model?.nickname ?? "Somebody"} makes a face. You copy it next!`;
  if (mine) return "That's you! The others copy it now.";
  return model ? `${model.nickname} is the card. Copy that face!` : "Nobody made a face. Copy this one!";
}

/** @param {PhoneContext} ctx */
function making(ctx) {
  const own = mirror(modelOf(ctx.connection.store.state.room));
  const words = () => "The wilder the face, the more it is worth. But they have to be able to copy it!";
  return capture(ctx, "Make a face for the others", () => own.node, { aim: () => null, words, heard: own.pull });
}

/** @param {SeatView | null} seat @param {RoomView} room */
function waiting(seat, room) {
  const model = modelOf(room);
  if (model && model.id === seat?.id) return "They all copy your face. Can you still do it yourself?";
  if (room.prompt) return seat?.plays ? "You play from the next round on. Try this face meanwhile!" : `Everybody copies ${model ? `${model.nickname}'s` : "this"} face.`;
  return `${model?.nickname ?? "Somebody"} makes a face. ${seat?.plays ? "Warm up yours: you copy it in a moment!" : ""}`;
}

/** @param {RoomView} room */
function asked(room) {
  return room.prompt ? picture(room.prompt) : portrait(modelOf(room));
}

/**
 * Who made the face sees it beside the photo, and what it brought; the others how close they came.
 * @param {PhoneContext} ctx
 */
function mine(ctx) {
  const copy = ownCard(ctx);
  const face = el("div.answers", { hidden: true });
  const node = el("div.reveal-own", {}, face, copy.node);
  let drawn = "";
  return { node, update };

  /** @param {RoomView} room @param {You} you @param {boolean} told @param {boolean} fresh */
  function update(room, you, told, fresh) {
    const model = modelOf(room)?.id === you.seat;
    face.hidden = !model;
    copy.node.hidden = model;
    if (!model) return copy.update(room, you, told, fresh);
    const result = room.results[you.seat];
    const key = `${told} ${result.points} ${result.photo}`;
    if (key === drawn) return;
    if (told && fresh) play("great");
    drawn = key;
    face.replaceChildren(...own(room, result, told));
  }
}

/** @param {RoomView} room @param {ResultView} result @param {boolean} told */
function own(room, result, told) {
  const drawn = picture(room.prompt);
  // Of a face that was made in the lobby there is no photo.
  const pair = result.code === "no_photo" ? drawn : el("div.pair", {}, drawn, photoOf({ ...result, code: result.photo ? result.code : "scored" }, "Your photo"));
  if (!told) return [pair, el("p.bubble", {}, "Look how they copied you…")];
  return [pair, awardList(result.awards), el("p.shout", {}, result.points ? `+${result.points} points` : "Nobody copied it. No points!")];
}

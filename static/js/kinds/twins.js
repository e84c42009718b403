/** Twins on the phone: a face of one's own, all photos side by side, two taps, and then who they were. */

/** @import { PromptView, ResultView, RoomView, SeatView, You } from "../live/protocol.js" */
/** @import { PhoneContext } from "../screens/switcher.js" */

import { toldBy } from "../live/cards.js";
import { capture } from "../screens/capture.js";
import { ready } from "../screens/ready.js";
import { resting } from "../screens/resting.js";
import { reveal } from "../screens/reveal.js";
import { vote } from "../screens/vote.js";
import { el } from "../ui/dom.js";
import { photoOf, shotPhoto } from "../ui/photo.js";
import { picture } from "../ui/prompt.js";
import { awardList } from "../ui/score.js";
import { buzz, play } from "../ui/sound.js";

export const screens = {
  get_ready: (/** @type {PhoneContext} */ ctx) => ready(ctx, before),
  capture: (/** @type {PhoneContext} */ ctx) => capture(ctx, "Copy your own face"),
  resting: (/** @type {PhoneContext} */ ctx) => resting(ctx, waiting),
  vote: (/** @type {PhoneContext} */ ctx) => vote(ctx, () => "The room looks for the twins."),
  reveal: (/** @type {PhoneContext} */ ctx) => reveal(ctx, verdict, { alone: true }),
};

/** @param {SeatView | null} seat */
function waiting(seat) {
  return `Everybody copies a face of their own, two of them the same. ${seat?.plays ? "You help to find those two!" : ""}`;
}

/** @param {PromptView | null} wanted @param {SeatView | null} seat @param {RoomView} room */
function before(wanted, seat, { turn }) {
  if (turn) return "A twin is gone! New faces, new twins.";
  if (wanted) return "Your own face: keep it to yourself! Somebody may have the same.";
  return seat?.plays ? "You look for the twins in a moment." : "Two of them copy the same face.";
}

/** @param {PhoneContext} ctx */
function verdict(ctx) {
  const node = el("div.reveal-own.answers");
  let drawn = "";
  return { node, update };

  /** @param {RoomView} room @param {You} you */
  function update(room, you) {
    const told = toldBy(room, ctx.connection.clock.now());
    const twins = room.votes[0]?.right ?? [];
    const known = twins.length > 0 && twins.every((seat) => told.has(seat));
    const result = room.results[you.seat];
    const key = `${known} ${told.has(you.seat)} ${result?.points}`;
    if (key === drawn) return;
    if (drawn && known) cheer(result);
    drawn = key;
    node.replaceChildren(
      ...(known ? [pair(room, twins, you)] : [el("p.bubble", {}, "Who was it? Look up!")]),
      ...(result && (known || told.has(you.seat)) ? own(result) : []),
    );
  }
}

/** @param {RoomView} room @param {string[]} twins @param {You} you */
function pair(room, twins, you) {
  const shots = room.cards.flatMap((card) => (card.show === "pair" ? card.shots : []));
  const names = twins.map((seat) => (seat === you.seat ? "you" : (room.seats[seat]?.nickname ?? "Somebody")));
  const photos = shots.map((shot) => shotPhoto(shot, ""));
  return el("div.answer", {}, el("div.pair", {}, ...photos), el("p.shout", {}, `The twins: ${names.join(" and ")}!`));
}

/** @param {ResultView} result */
function own(result) {
  const face = result.prompt && el("div.pair", {}, picture(result.prompt), photoOf(result, "Your photo"));
  return [face || "", awardList(result.awards), el("p.shout", {}, result.points ? `+${result.points} points` : "No points")];
}

/** @param {ResultView | undefined} result */
function cheer(result) {
  const hit = Boolean(result?.awards.length);
  play(hit ? "great" : "fair");
  buzz(hit ? 120 : [60, 80, 60]);
}

/** Charades on the phone: who poses has a face that nobody else sees, the others guess, and the answer comes with points. */

/** @import { PromptView, ResultView, RoomView, SeatView, VoteView, You } from "../live/protocol.js" */
/** @import { PhoneContext } from "../screens/switcher.js" */

import { toldBy } from "../live/cards.js";
import { capture } from "../screens/capture.js";
import { ready } from "../screens/ready.js";
import { resting } from "../screens/resting.js";
import { reveal } from "../screens/reveal.js";
import { vote } from "../screens/vote.js";
import { el } from "../ui/dom.js";
import { shotPhoto } from "../ui/photo.js";
import { picture } from "../ui/prompt.js";
import { awardList } from "../ui/score.js";
import { buzz, play } from "../ui/sound.js";

export const screens = {
  get_ready: (/** @type {PhoneContext} */ ctx) => ready(ctx, before),
  capture: (/** @type {PhoneContext} */ ctx) => capture(ctx, "Pose your secret face"),
  resting: (/** @type {PhoneContext} */ ctx) => resting(ctx, waiting),
  vote: (/** @type {PhoneContext} */ ctx) => vote(ctx, ({ you }) => (you?.role ? "That's you! Keep a straight face." : "The room is guessing.")),
  reveal: (/** @type {PhoneContext} */ ctx) => reveal(ctx, answers, { alone: true }),
};

/** @param {PromptView | null} wanted @param {SeatView | null} seat */
function before(wanted, seat) {
  if (wanted) return "Only you see this face. Pose it so that they guess it!";
  return seat?.plays ? "Somebody poses a secret face. You will guess it." : "Somebody poses a secret face.";
}

/** @param {SeatView | null} seat @param {RoomView} room */
function waiting(seat, room) {
  const posers = posersOf(room);
  const they = posers.length > 1 ? "each pose a secret face" : "poses a secret face";
  return `${posers.join(" and ")} ${they}. ${seat?.plays ? "Warm up yours: you guess in a moment!" : ""}`;
}

/** @param {RoomView} room */
export function posersOf(room) {
  return Object.values(room.seats).flatMap((seat) => (seat.role ? [seat.nickname] : []));
}

/** @param {PhoneContext} ctx */
function answers(ctx) {
  const node = el("div.reveal-own.answers");
  let drawn = "";
  return { node, update };

  /** @param {RoomView} room @param {You} you */
  function update(room, you) {
    const told = toldBy(room, ctx.connection.clock.now());
    const known = room.votes.filter((vote) => vote.about && told.has(vote.about.seat));
    const result = room.results[you.seat];
    const key = `${known.map((vote) => vote.turn)} ${told.has(you.seat)} ${result?.points}`;
    if (key === drawn) return;
    if (drawn && known.length) cheer(known[known.length - 1], you);
    drawn = key;
    node.replaceChildren(...known.map((vote) => answer(vote, room, you)), ...sums(result, known.length));
  }
}

/** @param {VoteView} vote @param {RoomView} room @param {You} you */
function answer({ about, options, right, ballots }, room, you) {
  const name = (about && room.seats[about.seat]?.nickname) ?? "Somebody";
  const truth = options.find((option) => right.includes(option.id));
  const mine = ballots[you.seat];
  const hits = Object.values(ballots).filter((choice) => choice.join() === right.join()).length;
  const asked = `${hits} of ${Object.keys(ballots).length} guessed ${about?.seat === you.seat ? "yours" : `${name}'s`}.`;
  const verdict = !mine ? asked : mine.join() === right.join() ? "You got it!" : "Not this time.";
  const shot = about && shotPhoto(about, `${name}'s photo`);
  return el("div.answer", {}, el("div.pair", {}, picture(truth?.prompt), shot), el("p.shout", {}, verdict));
}

/** @param {ResultView | undefined} result @param {number} known */
function sums(result, known) {
  if (!known) return [el("p.bubble", {}, "The answer is coming…")];
  return result ? [awardList(result.awards)] : [];
}

/** @param {VoteView} vote @param {You} you */
function cheer({ right, ballots }, you) {
  const mine = ballots[you.seat];
  if (!mine) return;
  const hit = mine.join() === right.join();
  play(hit ? "great" : "fair");
  buzz(hit ? 120 : [60, 80, 60]);
}

/** Whisper on the phone: the photo before, yourself below, and at the end what has come of each face. */

/** @import { CardView, PromptView, RoomView, SeatView, You } from "../live/protocol.js" */
/** @import { Posing } from "../live/store.js" */
/** @import { PhoneContext } from "../screens/switcher.js" */

import { cardAt } from "../live/cards.js";
import { capture } from "../screens/capture.js";
import { judging } from "../screens/judging.js";
import { ready } from "../screens/ready.js";
import { resting } from "../screens/resting.js";
import { reveal } from "../screens/reveal.js";
import { el, find, say } from "../ui/dom.js";
import { shotPhoto } from "../ui/photo.js";
import { picture, wantedBy } from "../ui/prompt.js";
import { awardList } from "../ui/score.js";

export const screens = {
  get_ready: (/** @type {PhoneContext} */ ctx) => ready(ctx, before),
  capture: (/** @type {PhoneContext} */ ctx) => capture(ctx, "Copy what you see", original),
  resting: (/** @type {PhoneContext} */ ctx) => resting(ctx, waiting),
  judging: passing,
  reveal: (/** @type {PhoneContext} */ ctx) => reveal(ctx, films, { alone: true }),
};

/** @param {PromptView | null} wanted @param {SeatView | null} seat */
function before(wanted, seat) {
  if (wanted) return "Only you see this face. Your photo is all that the next one gets!";
  return seat?.plays ? "You play from the next round on." : "Everybody copies what the one before made of it.";
}

/** @param {SeatView | null} seat */
function waiting(seat) {
  const next = seat?.plays ? " You play from the next round on: warm up your face!" : "";
  return `Everybody copies a photo that only they see, and passes theirs on.${next}`;
}

/** The face, or the photo that somebody has made of it. @param {Posing} state */
function original(state) {
  const { photo } = state.you;
  if (!photo) return picture(wantedBy(state));
  const shot = shotPhoto(photo, `Copy this photo of ${state.room.seats[photo.seat]?.nickname ?? "somebody"}`);
  shot.classList.add("prompt-picture");
  return shot;
}

/** Nobody is judged yet: the photos change hands. */
function passing() {
  const screen = judging();
  const title = find(screen.node, ".drumroll");
  title.setAttribute("aria-label", "Pass it on");
  title.replaceChildren(...["Pass", "it", "on!"].map((word, index) => el("span", { style: { "--i": index } }, word)));
  say(find(screen.node, ".shout"), "Your photo goes to the next one…");
  return screen;
}

/** @param {PhoneContext} ctx */
function films(ctx) {
  const node = el("div.reveal-own.answers");
  let drawn = "";
  return { node, update };

  /** @param {RoomView} room @param {You} you */
  function update(room, you) {
    const { index, landed } = cardAt(room, ctx.connection.clock.now());
    const card = room.cards[index];
    const result = room.results[you.seat];
    const photos = card?.shots.map((shot) => shot.photo).join();
    const key = `${index} ${landed} ${result?.points} ${photos}`;
    if (key === drawn) return;
    drawn = key;
    if (card?.seats.length) node.replaceChildren(...film(room, card, landed));
    else node.replaceChildren(el("p.shout", {}, `+${result?.points ?? 0} points`), awardList(result?.awards ?? []));
  }
}

/** @param {RoomView} room @param {CardView} card @param {boolean} landed */
function film(room, card, landed) {
  const frames = card.shots.map((shot) => {
    const name = room.seats[shot.seat]?.nickname ?? "Somebody";
    return el("li", {}, shotPhoto(shot, `${name}'s photo`), el("span.chip", {}, name));
  });
  const strip = el("ol.film", {}, el("li", {}, picture(card.prompt), el("span.chip", {}, "The face")), ...frames);
  return [strip, el("p.bubble", {}, landed ? card.words : "What came of it?")];
}

/** Face-off on the stage: everybody's pair side by side, heads that pull the face, and photo against photo. */

/** @import { CardView, RoomView, SeatView } from "../../live/protocol.js" */
/** @import { InRoom } from "../../live/store.js" */
/** @import { Context } from "../../screens/switcher.js" */

import { duels, nameOf, photosOf, reason } from "../../live/duels.js";
import { announce } from "../../ui/announce.js";
import { confetti } from "../../ui/confetti.js";
import { countdown } from "../../ui/countdown.js";
import { el, keep, mark, say } from "../../ui/dom.js";
import { photoOf, shotPhoto } from "../../ui/photo.js";
import { picture } from "../../ui/prompt.js";
import { burst, countUp } from "../../ui/score.js";
import { play } from "../../ui/sound.js";
import { face, sticker, updateSticker } from "../../ui/sticker.js";
import { heads } from "../heads.js";
import { stageReveal } from "../reveal.js";

export const screens = {
  get_ready: (/** @type {Context} */ ctx) => ring(ctx, (room) => room.explanation ?? "Two by two. The closer one goes on!"),
  vote: (/** @type {Context} */ ctx) => ring(ctx, () => "Place your bets!"),
  capture: (/** @type {Context} */ ctx) => ring(ctx, () => "Copy the face between you!"),
  reveal: (/** @type {Context} */ ctx) => stageReveal(ctx, { match: { make, land }, final: { make, land } }),
};

/**
 * All pairs of the stage, whatever they wait for.
 * @param {Context} ctx
 * @param {(room: RoomView) => string} wordsFor
 */
function ring({ connection }, wordsFor) {
  const clock = countdown();
  const title = el("h1.stage-title");
  const pairs = el("ul.stage-duels");
  const words = el("p.bubble.stage-words");
  const sent = el("p.stage-sent", { "aria-live": "polite" });
  const head = el("div.stage-vote-head", {}, title, words, clock.node);
  const node = el("section.stage-vote.stage-faceoff.speed", {}, head, pairs, sent);
  const cast = heads(connection);
  let before = Infinity;
  return { node, update, tick };

  /** @param {InRoom} state */
  function update({ room }) {
    const all = duels(room);
    say(title, titleOf(room));
    say(words, wordsFor(room));
    mark(pairs, "count", String(all.length));
    keep(
      pairs,
      all,
      ({ seats }) => seats.map((seat) => seat.id).join(),
      ({ seats, prompt }) => {
        const [one, other] = seats.map(actor);
        return el("li.stage-duel", {}, one, el("div.stage-duel-face", {}, prompt && picture(prompt), el("b", {}, "vs")), other);
      },
      (item, { seats }) => seats.forEach((seat, index) => updateSticker(stickersOf(item)[index], seat)),
    );
    const owing = (/** @type {SeatView} */ { doing }) => doing === "posing" || doing === "voting";
    const asked = Object.values(room.seats).filter((seat) => seat.doing !== "resting" && (seat.connected || !owing(seat)));
    const there = asked.filter((seat) => !owing(seat)).length;
    if (there > before) play("snap");
    before = there;
    say(sent, asked.length ? `${there} of ${asked.length} ${room.phase === "vote" ? "bets" : "sent"}` : byeOf(room));
  }

  /** @param {SeatView} seat */
  function actor(seat) {
    const node = sticker(seat);
    cast.add(node, seat);
    return el("ul.stage-fighter", {}, node);
  }

  /** @param {number} now @param {RoomView} room */
  function tick(now, room) {
    clock.tick(now, room);
    cast.tick();
  }
}

/** @param {HTMLElement} item */
function stickersOf(item) {
  return /** @type {NodeListOf<HTMLElement>} */ (item.querySelectorAll(".sticker"));
}

/** @param {RoomView} room */
function titleOf(room) {
  const pairs = duels(room).length;
  const odd = Object.values(room.seats).some(({ role }) => role === "bye");
  if (pairs === 1 && !odd) return "The final";
  return pairs === 2 && !odd ? "Semi-finals" : "Face-off";
}

/** @param {RoomView} room */
function byeOf(room) {
  const lucky = Object.values(room.seats).find(({ role }) => role === "bye");
  return lucky ? `${lucky.nickname} goes on without a match.` : "";
}

/** @param {RoomView} room @param {CardView} card */
function make(room, card) {
  const [one, other] = photosOf(room, card).map(({ seat, shot }) => {
    const name = nameOf(room, seat);
    const print = shot ? shotPhoto(shot, `${name}'s photo`) : photoOf({ code: "no_photo", overlay: {} }, "");
    return el("div.stage-print", { data: { seat } }, print, el("p.chip", {}, name), bettors(room, seat));
  });
  const asked = el("div.stage-asked", {}, card.prompt && picture(card.prompt));
  play("snap");
  return el("div.stage-answer.stage-match", {}, one, el("div.stage-match-face", {}, asked, el("b", {}, "vs")), other);
}

/** @param {RoomView} room @param {string} seat */
function bettors(room, seat) {
  const ballots = Object.entries(room.votes.at(-1)?.ballots ?? {});
  const chose = ballots.filter(([by, choice]) => choice.includes(seat) && room.seats[by]);
  return el("span.stage-choosers", {}, ...chose.map(([by]) => face(room.seats[by].avatar)));
}

/** @param {RoomView} room @param {CardView} card @param {HTMLElement} node @param {boolean} fresh */
function land(room, card, node, fresh) {
  const prints = /** @type {NodeListOf<HTMLElement>} */ (node.querySelectorAll(".stage-print"));
  const photos = photosOf(room, card);
  const final = card.show === "final";
  photos.forEach(({ shot, won }, index) => {
    mark(prints[index], won ? "right" : "wrong", true);
    const star = burst(shot?.percent ?? null);
    star.classList.add("landing");
    prints[index].append(star);
    if (fresh && shot?.percent !== undefined) countUp(star, shot.percent);
  });
  const [winner] = card.seats;
  const words = `${nameOf(room, winner)} ${final ? "wins!" : "goes on!"}`;
  node.append(el("p.stamp", {}, `${reason(card)}${words}`));
  if (final && fresh) node.prepend(confetti(60));
  play(final ? "fanfare" : "great");
  announce(words);
}

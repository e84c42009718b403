/** Face-off on the phone: a face and somebody to beat, bets for who does not pose, and photo against photo. */

/** @import { CardView, PromptView, ResultView, RoomView, SeatView, You } from "../live/protocol.js" */
/** @import { InRoom } from "../live/store.js" */
/** @import { PhoneContext } from "../screens/switcher.js" */

import { cardAt } from "../live/cards.js";
import { duels, nameOf, photosOf, reason } from "../live/duels.js";
import { mySeat } from "../live/store.js";
import { capture } from "../screens/capture.js";
import { ready } from "../screens/ready.js";
import { resting } from "../screens/resting.js";
import { reveal } from "../screens/reveal.js";
import { countdown } from "../ui/countdown.js";
import { el, keep, say } from "../ui/dom.js";
import { photoOf, shotPhoto } from "../ui/photo.js";
import { picture, wantedBy } from "../ui/prompt.js";
import { awardList } from "../ui/score.js";
import { buzz, play } from "../ui/sound.js";
import { face } from "../ui/sticker.js";

export const screens = {
  get_ready: (/** @type {PhoneContext} */ ctx) => ready(ctx, before),
  capture: (/** @type {PhoneContext} */ ctx) => capture(ctx),
  resting: (/** @type {PhoneContext} */ ctx) => resting(ctx, waiting),
  vote: bets,
  reveal: (/** @type {PhoneContext} */ ctx) => reveal(ctx, matches, { alone: true }),
};

/** @param {PromptView | null} _wanted @param {SeatView | null} seat @param {RoomView} room */
function before(_wanted, seat, room) {
  const rival = rivalOf(room, seat);
  if (rival) return `You against ${rival.nickname}. The closer one goes on!`;
  return seat?.role === "bye" ? "No match for you this time: you go on as you are." : "Who goes on? Place your bets!";
}

/** @param {SeatView | null} seat @param {RoomView} room */
function waiting(seat, room) {
  const fights = duels(room).map(({ seats }) => seats.map((each) => each.nickname).join(" against "));
  const you = { bye: "You go on without a match. ", out: "You are out, and your bets count. " }[seat?.role ?? ""] ?? "";
  return `${you}${fights.join(", ")}: look up!`;
}

/** @param {RoomView} room @param {SeatView | null} seat */
function rivalOf(room, seat) {
  const mine = duels(room).find(({ seats }) => seats.some((each) => each.id === seat?.id));
  return mine?.seats.find((each) => each.id !== seat?.id);
}

/** One of each pair, before they pose. @param {PhoneContext} ctx */
function bets(ctx) {
  const ring = countdown();
  const title = el("h1.vote-title", { tabindex: -1 });
  const list = el("ul.bets");
  const own = el("div.prompt-pop", { hidden: true });
  const words = el("p.bubble", { "aria-live": "polite" });
  const node = el(
    "section.screen.vote",
    {},
    el("div.vote-top", {}, title, ring.node),
    own,
    el("div.scroll", { tabindex: 0 }, list),
    el("footer.foot", {}, words),
  );
  /** By the number of a pair, who of it. @type {Map<number, string>} */
  const chosen = new Map();
  return { node, update, tick: ring.tick };

  /** @param {InRoom} state */
  function update(state) {
    const { room, you } = state;
    const rival = rivalOf(room, mySeat(state));
    const pairs = duels(room);
    for (const { number, seats } of pairs) {
      const mine = seats.find((seat) => you?.vote?.choice.includes(seat.id));
      if (mine && !chosen.has(number)) chosen.set(number, mine.id);
    }
    say(title, rival ? `You against ${rival.nickname}` : (room.votes.at(-1)?.question ?? ""));
    own.hidden = !rival;
    list.hidden = Boolean(rival);
    if (rival && !own.firstChild) own.append(picture(wantedBy(state)));
    keep(
      list,
      pairs,
      ({ seats }) => seats.map((seat) => seat.id).join(),
      pairOf,
      (item, { number }) => {
        for (const button of item.querySelectorAll("button")) {
          button.disabled = !you?.vote;
          button.setAttribute("aria-pressed", String(chosen.get(number) === button.dataset.seat));
        }
      },
    );
    const left = pairs.length - chosen.size;
    if (rival) say(words, "The room bets on you two. Practise this face!");
    else if (!you?.vote) say(words, "The room places its bets.");
    else say(words, left ? betWords(left, pairs.length) : "Got it! You may change your mind.");
  }

  /** @param {ReturnType<typeof duels>[number]} pair */
  function pairOf({ number, seats, prompt }) {
    const [one, other] = seats.map((seat) =>
      el(
        "button.vote-option",
        { type: "button", data: { seat: seat.id }, onclick: () => tap(number, seat.id) },
        face(seat.avatar),
        el("span", {}, seat.nickname),
      ),
    );
    return el("li.bet", {}, one, el("span.bet-face", {}, prompt && picture(prompt), el("b", {}, "vs")), other);
  }

  /** @param {number} number @param {string} seat */
  function tap(number, seat) {
    const { room } = ctx.connection.store.state;
    const asked = room?.votes.at(-1);
    if (!room || !asked) return;
    chosen.set(number, seat);
    update(/** @type {InRoom} */ (ctx.connection.store.state));
    play("tick");
    buzz(30);
    if (chosen.size === asked.picks) ctx.send("vote", { round: room.round, turn: asked.turn, choice: [...chosen.values()] });
  }
}

/** @param {number} left @param {number} pairs */
function betWords(left, pairs) {
  if (left < pairs) return `${left} more to bet on.`;
  return pairs === 1 ? "Who will it be? Tap your bet." : "Who wins each one? Tap your bets.";
}

/** @param {PhoneContext} ctx */
function matches(ctx) {
  const node = el("div.reveal-own.answers");
  let drawn = "";
  return { node, update };

  /** @param {RoomView} room @param {You} you */
  function update(room, you) {
    const { index, landed, fresh } = cardAt(room, ctx.connection.clock.now());
    const card = room.cards[index];
    const result = room.results[you.seat];
    const key = `${index} ${landed} ${result?.points} ${card?.shots.map((shot) => shot.photo).join()}`;
    if (key === drawn) return;
    drawn = key;
    if (!card?.seats.length) return node.replaceChildren(...total(result));
    node.replaceChildren(match(room, card, landed, you));
    if (fresh && card.seats.includes(you.seat)) cheer(card.seats[0] === you.seat);
  }
}

/** @param {RoomView} room @param {CardView} card @param {boolean} landed @param {You} you */
function match(room, card, landed, you) {
  const photos = photosOf(room, card).map(({ seat, shot, won }) =>
    el(
      "figure.duel-photo",
      { data: landed ? { won: String(won) } : {} },
      shot ? shotPhoto(shot, `${nameOf(room, seat)}'s photo`) : photoOf({ code: "no_photo", overlay: {} }, ""),
      el("figcaption", {}, nameOf(room, seat), landed && shot?.percent !== undefined && el("b", {}, ` ${Math.round(shot.percent)} %`)),
    ),
  );
  const [first] = card.seats;
  const goes = card.show === "final" ? "wins the face-off!" : "goes on!";
  const why = reason(card);
  const verdict = first === you.seat ? `${why ? "you" : "You"} ${goes.replace("goes", "go").replace("wins", "win")}` : `${nameOf(room, first)} ${goes}`;
  return el("div.answer", {}, el("div.pair", {}, ...photos), el("p.shout", {}, landed ? why + verdict : "Who is closer?"));
}

/** @param {ResultView | undefined} result */
function total(result) {
  return [el("p.shout", {}, `+${result?.points ?? 0} points`), awardList(result?.awards ?? [])];
}

/** @param {boolean} won */
function cheer(won) {
  play(won ? "great" : "poor");
  buzz(won ? 120 : [60, 80, 60]);
}

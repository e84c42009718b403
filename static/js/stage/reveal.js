/** Worst to best beside the prompt, each score held back for a breath; then the standings. */

/** @import { CardView, ResultView, RoomView } from "../live/protocol.js" */
/** @import { InRoom } from "../live/store.js" */

import { cardAt } from "../live/cards.js";
import { isLast } from "../live/store.js";
import { announce } from "../ui/announce.js";
import { confetti } from "../ui/confetti.js";
import { el, find, mark, say } from "../ui/dom.js";
import { nameTag } from "../ui/names.js";
import { photoOf } from "../ui/photo.js";
import { picture, saying } from "../ui/prompt.js";
import { resultKey, shownPercent } from "../ui/results.js";
import { awardList, burst, countUp, partList } from "../ui/score.js";
import { shoutFor, shoutForAll } from "../ui/shouts.js";
import { play, playScore } from "../ui/sound.js";
import { standings } from "../ui/standings.js";
import { face } from "../ui/sticker.js";
import { teamTable } from "../ui/teams.js";

/** From so many percent on, paper flies. */
const PARTY = 85;

/**
 * A kind's cards: `make` draws one before its scores land, `land` what happens then.
 * @typedef {object} Drawing
 * @property {(room: RoomView, card: CardView) => HTMLElement} make
 * @property {(room: RoomView, card: CardView, node: HTMLElement, fresh: boolean) => void} land
 */

/**
 * @param {unknown} _ctx
 * @param {Record<string, Drawing>} drawings by the `show` of the cards that are drawn so
 */
export function stageReveal(_ctx, drawings = {}) {
  const show = el("div.stage-show");
  const table = standings();
  const teams = teamTable();
  const title = el("h2.stage-title");
  const board = el("div.stage-board", { hidden: true }, title, teams.node, table.node);
  const node = el("section.stage-reveal.speed", {}, el("h1.unseen", {}, "The reveal"), show, board);
  /** @type {string | null} */
  let drawn = null;
  let landed = false;
  return { node, update, tick };

  /** @param {InRoom} state */
  function update({ room }) {
    if (!board.hidden) table.update(room);
  }

  /** @param {number} now @param {RoomView} room */
  function tick(now, room) {
    const at = cardAt(room, now);
    const results = at.seats.flatMap((seat) => room.results[seat] ?? []);
    const card = room.cards[at.index];
    const drawing = card && drawings[card.show];
    const photos = card?.shots.map((shot) => shot.photo ?? "") ?? [];
    const key = [at.index, ...results.map(resultKey), ...photos].join(" ");
    if (key !== drawn) {
      drawn = key;
      landed = false;
      board.hidden = at.seats.length > 0;
      show.hidden = !board.hidden;
      if (at.seats.length) show.replaceChildren(drawing ? drawing.make(room, card) : cardOf(room, results));
      else showBoard(room);
    }
    if (at.seats.length && at.landed && !landed) {
      landed = true;
      if (drawing) drawing.land(room, card, find(show, ":scope > *"), at.fresh);
      else land(room, results, at.fresh);
    }
  }

  /**
   * Who leads; after the last round only the question, for the podium has the answer.
   * @param {RoomView} room
   */
  function showBoard(room) {
    const last = isLast(room);
    mark(board, "last", last);
    say(title, last ? "And the winner is…" : "The standings");
    teams.update(room);
    table.node.hidden = last;
    teams.node.hidden ||= last;
    table.update(room);
    if (last) play("drumroll");
  }

  /** @param {RoomView} room @param {ResultView[]} results @param {boolean} fresh */
  function land(room, results, fresh) {
    if (!results.length) return;
    const card = find(show, ".stage-card");
    for (const result of results) landOne(find(card, `[data-seat="${CSS.escape(result.seat)}"]`), result, fresh);
    const percents = results.map((result) => shownPercent(result) ?? 0);
    const best = Math.max(0, ...percents);
    if (results.length > 1) card.append(el("p.stamp", {}, shoutForAll(results.map((result) => result.seat))));
    else for (const result of results) alone(card, result);
    mark(card, "landed", true);
    playScore(best);
    announce(results.map((result) => `${nameOf(room, result)}: ${outcome(result)}`).join(". "));
  }
}

/** @param {RoomView} room @param {ResultView[]} results */
function cardOf(room, results) {
  if (!results.length) return el("div.stage-card.slide-in", {}, el("p.bubble", {}, "Whoever this was has just left."));
  const many = results.length > 1;
  const wanted = (many ? null : results[0]?.prompt) ?? room.prompt;
  const prompt = wanted && el("div.stage-asked", {}, picture(wanted), saying(wanted));
  const shots = el("ul.stage-shots", { data: { count: results.length } }, ...results.map((result) => shot(room, result)));
  return el(many ? "div.stage-card.many.slide-in" : "div.stage-card.slide-in", {}, prompt, shots);
}

/** @param {RoomView} room @param {ResultView} result */
function shot(room, result) {
  const name = nameOf(room, result);
  const seat = room.seats[result.seat];
  const star = burst(null);
  star.classList.add("held");
  return el(
    "li.stage-shot",
    { data: { seat: result.seat } },
    photoOf(result, `${name}'s photo`),
    el("p.stage-who", {}, seat && face(seat.avatar), nameTag(name)),
    el("div.stage-score", {}, star),
  );
}

/** @param {HTMLElement} node @param {ResultView} result @param {boolean} fresh */
function landOne(node, result, fresh) {
  const percent = shownPercent(result);
  const star = burst(percent);
  star.classList.add("landing");
  find(node, ".stage-score").replaceChildren(star);
  if (percent !== null && fresh) countUp(star, percent);
}

/**
 * Who has the wall to themselves is told why.
 * @param {HTMLElement} card @param {ResultView} result
 */
function alone(card, result) {
  const percent = shownPercent(result);
  if (result.awards.length) card.append(awardList(result.awards));
  find(card, ".stage-shot").append(el("p.stamp", {}, shoutFor(result, result.take)));
  card.append(percent === null ? el("p.bubble.oops", {}, result.message) : partList(result.parts));
  if (percent !== null && percent >= PARTY) card.prepend(confetti(40));
}

/** @param {RoomView} room @param {ResultView} result */
function nameOf(room, { seat }) {
  return room.seats[seat]?.nickname ?? "Somebody";
}

/** @param {ResultView} result */
function outcome(result) {
  const percent = shownPercent(result);
  return percent === null ? result.message : `${Math.round(percent)} percent`;
}

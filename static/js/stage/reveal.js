/** Worst to best, each photo beside the prompt, the score held back for a breath; then the standings. */

/** @import { ResultView, RoomView, SeatView } from "../live/protocol.js" */
/** @import { InRoom } from "../live/store.js" */

import { isLast } from "../live/store.js";
import { resultKey, shownPercent } from "../screens/result-card.js";
import { announce } from "../ui/announce.js";
import { confetti } from "../ui/confetti.js";
import { progressOf } from "../ui/countdown.js";
import { el, find, keep, mark, say } from "../ui/dom.js";
import { fit } from "../ui/names.js";
import { photoOf } from "../ui/photo.js";
import { picture } from "../ui/prompt.js";
import { burst, countUp, partList, shoutFor } from "../ui/score.js";
import { play, playScore } from "../ui/sound.js";
import { standings } from "../ui/standings.js";
import { face } from "../ui/sticker.js";

/** @typedef {{ result: ResultView, landed: boolean, before: ResultView[] }} Moment */

/** The share of the reveal that belongs to the photos. */
const SHOW = 0.66;
/** So many of the best are looked at for longer than the others, by this factor. */
const BEST = 3;
const LONGER = 2.5;
/** How many of those who had their turn stay in the strip. */
const STRIP = 11;
/** The share of each photo's own time during which its score is held back. */
const HELD = 0.3;
/** From so many percent on, paper flies. */
const PARTY = 85;

export function stageReveal() {
  const card = el("div.stage-card");
  const done = el("ol.stage-done");
  const table = standings();
  const show = el("div.stage-show", {}, card, done);
  const title = el("h1.stage-title");
  const board = el("div.stage-board", { hidden: true }, title, table.node);
  const node = el("section.stage-reveal.speed", {}, show, board);
  /** @type {string | null} */
  let shown = null;
  return { node, update, tick };

  /** @param {InRoom} state */
  function update({ room }) {
    if (!board.hidden) table.update(room);
  }

  /** @param {number} now @param {RoomView} room */
  function tick(now, room) {
    const at = momentOf(room, progressOf(room, now));
    const key = at.result ? `${resultKey(at.result)} ${at.landed}` : "standings";
    if (key === shown) return;
    shown = key;
    board.hidden = Boolean(at.result);
    show.hidden = !at.result;
    if (at.result) showOne(room, at);
    else showBoard(room);
  }

  /**
   * Who leads; after the last round only the question, for the podium has the answer.
   * @param {RoomView} room
   */
  function showBoard(room) {
    const last = isLast(room);
    mark(board, "last", last);
    say(title, last ? "And the winner is…" : "The standings");
    table.node.hidden = last;
    table.update(room);
    if (last) play("drumroll");
  }

  /** @param {RoomView} room @param {Moment} moment */
  function showOne(room, { result, landed, before }) {
    const seat = room.seats[result.seat];
    if (card.dataset.key !== resultKey(result)) draw(room, result, seat);
    card.dataset.key = resultKey(result);
    if (landed) land(result, seat);
    keep(done, [...before, ...(landed ? [result] : [])].slice(-STRIP), resultKey, (one) =>
      small(one, room.seats[one.seat]),
    );
  }

  /** @param {RoomView} room @param {ResultView} result @param {SeatView | undefined} seat */
  function draw(room, result, seat) {
    const name = seat?.nickname ?? "Somebody";
    const who = el("p.stage-who", {}, seat && face(seat.avatar), el("b", {}, name));
    fit(who, name);
    card.replaceChildren(
      el("div.stage-pair", {}, room.prompt && picture(room.prompt), photoOf(result, `${name}'s photo`)),
      el("div.stage-verdict", {}, who, el("div.stage-score", {}, held())),
    );
    mark(card, "landed", false);
    card.classList.remove("slide-in");
    void card.offsetWidth;
    card.classList.add("slide-in");
  }

  /** @param {ResultView} result @param {SeatView | undefined} seat */
  function land(result, seat) {
    const box = find(card, ".stage-score");
    if (box.children.length > 1) return;
    const percent = shownPercent(result);
    const star = burst(percent);
    star.classList.add("landing");
    box.replaceChildren(star, said(result));
    find(card, ".stage-pair").append(el("p.stamp", {}, shoutFor(result)));
    mark(card, "landed", true);
    if (percent !== null) countUp(star, percent);
    if (percent !== null && percent >= PARTY) card.prepend(confetti(40));
    playScore(percent);
    const outcome = percent === null ? result.message : `${Math.round(percent)} percent`;
    announce(`${seat?.nickname ?? "Somebody"}: ${outcome}`);
  }
}

/**
 * Which result is on, whether its score has landed, and which were before: a function of the progress alone.
 * Who sent nothing is passed over.
 * @param {Pick<RoomView, "results">} room
 * @param {number} progress
 * @returns {Moment | { result: null }}
 */
export function momentOf(room, progress) {
  const sent = Object.values(room.results).filter((result) => result.code !== "no_photo");
  const results = sent.sort((a, b) => (b.place ?? 999) - (a.place ?? 999) || a.seat.localeCompare(b.seat));
  if (!results.length || progress >= SHOW) return { result: null };
  /** @type {number[]} */
  const times = results.map((_, index) => (index < results.length - BEST ? 1 : LONGER));
  let left = (progress / SHOW) * times.reduce((sum, time) => sum + time);
  let index = 0;
  while (index < results.length - 1 && left >= times[index]) left -= times[index++];
  return { result: results[index], landed: left / times[index] >= HELD, before: results.slice(0, index) };
}

/**
 * The reasons behind a score, or the refusal.
 * @param {ResultView} result
 */
function said(result) {
  return result.code === "scored" ? partList(result.parts) : el("p.bubble.oops", {}, result.message);
}

function held() {
  const star = burst(null);
  star.classList.add("held");
  return star;
}

/** @param {ResultView} result @param {SeatView | undefined} seat */
function small(result, seat) {
  const percent = shownPercent(result);
  const words = percent === null ? "?" : `${Math.round(percent)}%`;
  return el("li.stage-small.landing", {}, seat && face(seat.avatar), el("b", {}, words));
}

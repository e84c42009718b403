/** Worst to best, each photo beside the prompt, the score held back for a breath; then the standings. */

import { announce } from "../ui/announce.js";
import { progressOf } from "../ui/countdown.js";
import { el, keep, mark, say } from "../ui/dom.js";
import { play, playScore } from "../ui/sound.js";
import { isLast } from "../live/store.js";
import { confetti } from "../ui/confetti.js";
import { fit } from "../ui/names.js";
import { photoOf } from "../ui/photo.js";
import { picture } from "../ui/prompt.js";
import { burst, countUp, partList, shoutFor } from "../ui/score.js";
import { standings } from "../ui/standings.js";
import { face } from "../ui/sticker.js";
import { resultKey } from "../screens/result-card.js";

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

export function stageReveal(ctx) {
  const card = el("div.stage-card");
  const done = el("ol.stage-done");
  const table = standings();
  const show = el("div.stage-show", {}, card, done);
  const title = el("h1.stage-title");
  const board = el("div.stage-board", { hidden: true }, title, table.node);
  const node = el("section.stage-reveal.speed", {}, show, board);
  let shown = null;
  return { node, update: ({ room }) => !board.hidden && table.update(room), tick };

  function tick(now) {
    const { room } = ctx.connection.store.state;
    const at = momentOf(room, progressOf(room, now));
    const key = at.result ? `${resultKey(at.result)} ${at.landed}` : "standings";
    if (key === shown) return;
    shown = key;
    board.hidden = Boolean(at.result);
    show.hidden = !at.result;
    if (at.result) showOne(room, at);
    else showBoard(room);
  }

  /** Who leads; after the last round only the question, for the podium has the answer. */
  function showBoard(room) {
    const last = isLast(room);
    mark(board, "last", last);
    say(title, last ? "And the winner is…" : "The standings");
    table.node.hidden = last;
    table.update(room);
    if (last) play("drumroll");
  }

  function showOne(room, { result, landed, before }) {
    const seat = room.seats[result.seat];
    if (card.dataset.key !== resultKey(result)) draw(room, result, seat);
    card.dataset.key = resultKey(result);
    if (landed) land(result, seat);
    keep(done, [...before, ...(landed ? [result] : [])].slice(-STRIP), resultKey, (one) =>
      small(one, room.seats[one.seat]),
    );
  }

  function draw(room, result, seat) {
    const name = seat?.nickname ?? "Somebody";
    const who = el("p.stage-who", {}, seat && face(seat.avatar), el("b", {}, name));
    fit(who, name);
    card.replaceChildren(
      el("div.stage-pair", {}, picture(room.prompt), photoOf(result, `${name}'s photo`)),
      el("div.stage-verdict", {}, who, el("div.stage-score", {}, held())),
    );
    mark(card, "landed", false);
    card.classList.remove("slide-in");
    void card.offsetWidth;
    card.classList.add("slide-in");
  }

  function land(result, seat) {
    const box = card.querySelector(".stage-score");
    if (box.children.length > 1) return;
    const scored = result.code === "scored";
    const star = burst(scored ? result.percent : null);
    star.classList.add("landing");
    box.replaceChildren(star, said(result));
    card.querySelector(".stage-pair").append(el("p.stamp", {}, shoutFor(result)));
    mark(card, "landed", true);
    if (scored) countUp(star, result.percent);
    if (scored && result.percent >= PARTY) card.prepend(confetti(40));
    playScore(scored ? result.percent : null);
    announce(`${seat?.nickname ?? "Somebody"}: ${scored ? `${Math.round(result.percent)} percent` : result.message}`);
  }
}

/** Which result is on, whether its score has landed, and which were before: a function of the progress alone. Who sent nothing is passed over. */
export function momentOf(room, progress) {
  const sent = Object.values(room.results).filter((result) => result.code !== "no_photo");
  const results = sent.sort((a, b) => (b.place ?? 999) - (a.place ?? 999) || a.seat.localeCompare(b.seat));
  if (!results.length || progress >= SHOW) return { result: null };
  const times = results.map((_, index) => (index < results.length - BEST ? 1 : LONGER));
  let left = (progress / SHOW) * times.reduce((sum, time) => sum + time);
  let index = 0;
  while (index < results.length - 1 && left >= times[index]) left -= times[index++];
  return { result: results[index], landed: left / times[index] >= HELD, before: results.slice(0, index) };
}

/** The reasons behind a score, or the refusal. */
function said(result) {
  return result.code === "scored" ? partList(result.parts) : el("p.bubble.oops", {}, result.message);
}

function held() {
  const star = burst(null);
  star.classList.add("held");
  return star;
}

function small(result, seat) {
  const words = result.code === "scored" ? `${Math.round(result.percent)}%` : "?";
  return el("li.stage-small.landing", {}, seat && face(seat.avatar), el("b", {}, words));
}

/** First your own face, explained; then everybody's; then who leads. It turns by itself, and a tap turns it back. */

import { announce } from "../ui/announce.js";
import { progressOf } from "../ui/countdown.js";
import { el, keep, mark } from "../ui/dom.js";
import { buzz, playScore } from "../ui/sound.js";
import { isLast } from "../live/store.js";
import { photoOf } from "../ui/photo.js";
import { picture } from "../ui/prompt.js";
import { reactionBar } from "../ui/reactions.js";
import { burst, countUp, partList, shoutFor } from "../ui/score.js";
import { standings } from "../ui/standings.js";
import { resultCard, resultKey, shownPercent } from "./result-card.js";

/** The score is held back for so many milliseconds. */
const HOLD = 1100;
const TURNS = { mine: 0, all: 0.38, standings: 0.68 };
const WORDS = { mine: "You", all: "Everybody", standings: "Points" };

export function reveal(ctx) {
  const mine = el("div.reveal-mine");
  const all = el("ol.results");
  const table = standings();
  const pages = { mine, all, standings: table.node };
  const tabOf = (name) => tabs.find((tab) => tab.dataset.name === name);
  const bar = el("i.time-bar", { "aria-hidden": "true" });
  let chosen = null;
  let open = null;
  const tabs = Object.entries(WORDS).map(([name, words]) =>
    el("button.tab", { type: "button", data: { name }, onclick: () => turnTo((chosen = name)) }, words),
  );
  const node = el(
    "section.screen.reveal",
    {},
    el("h1.unseen", { tabindex: -1 }, "The reveal"),
    bar,
    el("div.tabs", { role: "group", "aria-label": "What to see" }, ...tabs),
    el("div.scroll", {}, ...Object.values(pages)),
    el("footer.foot", {}, reactionBar(ctx.send)),
  );
  return { node, update, tick };

  function update({ room, you }) {
    const own = you && room.results[you.seat];
    tabOf("mine").hidden = !own;
    // After the last round, who leads is the podium's secret.
    tabOf("standings").hidden = isLast(room);
    if (own) showMine(mine, own, room.prompt);
    const results = Object.values(room.results).sort((a, b) => (a.place ?? 99) - (b.place ?? 99));
    keep(all, results, resultKey, (result) => resultCard(result, room.seats[result.seat], ctx, you));
    table.update(room, you?.seat);
    if (!open) turnTo(own ? "mine" : "all");
  }

  function tick(now) {
    const { room } = ctx.connection.store.state;
    const progress = progressOf(room, now);
    bar.style.setProperty("--left", String(1 - progress));
    if (chosen) return;
    const due = Object.keys(TURNS)
      .filter((name) => progress >= TURNS[name] && !tabOf(name).hidden)
      .at(-1);
    if (due) turnTo(due);
  }

  function turnTo(name) {
    if (name === open) return;
    open = name;
    for (const [key, page] of Object.entries(pages)) page.hidden = key !== name;
    for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.name === name));
    node.querySelector(".scroll").scrollTop = 0;
  }
}

function showMine(box, result, prompt) {
  // The place may still change, and the photo be taken down: the score lands once.
  const key = [result.take, result.code, result.percent].join(" ");
  const pair = el("div.pair", {}, picture(prompt), photoOf(result, "Your photo"));
  if (box.dataset.key === key) return swapPhoto(box, result, pair);
  box.dataset.key = key;
  box.dataset.photo = String(result.photo);
  mark(box, "code", result.code);
  const star = burst(null);
  star.classList.add("held");
  const verdict = el("div.verdict", {}, star);
  box.replaceChildren(pair, verdict);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  setTimeout(() => verdict.isConnected && land(box, verdict, result), still ? 0 : HOLD);
}

function swapPhoto(box, result, pair) {
  if (box.dataset.photo === String(result.photo)) return;
  box.dataset.photo = String(result.photo);
  box.querySelector(".pair").replaceWith(pair);
}

function land(box, verdict, result) {
  const scored = result.code === "scored";
  const star = burst(shownPercent(result));
  star.classList.add("landing");
  const points = scored ? `+${result.points} points` : "No points";
  verdict.replaceChildren(
    star,
    el("div.verdict-words", {}, el("p.stamp", {}, shoutFor(result)), el("p.shout", {}, points)),
  );
  box.append(scored ? partList(result.parts) : el("p.bubble.oops", {}, result.message));
  if (result.note) box.append(el("p.bubble", {}, result.note));
  if (scored) countUp(star, result.percent);
  playScore(shownPercent(result));
  buzz(scored ? 120 : [60, 80, 60]);
  announce(scored ? spoken(result) : result.message);
}

function spoken({ percent, points, parts }) {
  const reasons = Object.values(parts).map((part) => part.words);
  return `${Math.round(percent)} percent, ${points} points. ${reasons.join(". ")}`;
}

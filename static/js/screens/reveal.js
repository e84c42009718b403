/** First your own face, explained; then everybody's; then who leads. It turns by itself, and a tap turns it back. */

/** @import { PromptView, ResultView, RoomView } from "../live/protocol.js" */
/** @import { InRound } from "../live/store.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { isLast } from "../live/store.js";
import { takeDownButton } from "../photos/take-down.js";
import { announce } from "../ui/announce.js";
import { progressOf } from "../ui/countdown.js";
import { el, find, keep, mark } from "../ui/dom.js";
import { photoOf } from "../ui/photo.js";
import { picture } from "../ui/prompt.js";
import { reactionBar } from "../ui/reactions.js";
import { burst, countUp, partList, shoutFor } from "../ui/score.js";
import { buzz, playScore } from "../ui/sound.js";
import { standings } from "../ui/standings.js";
import { hasPhoto, resultCard, resultKey, shownPercent } from "./result-card.js";

/** The score is held back for so many milliseconds. */
const HOLD = 1100;
/** @typedef {"mine" | "all" | "standings"} Page */
/** @type {Page[]} */
const PAGES = ["mine", "all", "standings"];
/** The share of the reveal after which a page is turned to. */
const TURNS = { mine: 0, all: 0.38, standings: 0.68 };

/** @param {PhoneContext} ctx */
export function reveal(ctx) {
  const mine = el("div.reveal-mine");
  const own = ownPhoto(ctx);
  const all = el("ol.results");
  const table = standings();
  /** @type {Record<Page, HTMLElement>} */
  const pages = { mine: el("div", {}, mine, own.node), all, standings: table.node };
  const bar = el("i.time-bar", { "aria-hidden": "true" });
  /** @type {Page | null} */
  let chosen = null;
  /** @type {Page | null} */
  let open = null;
  /** @param {Page} name @param {string} words */
  const tab = (name, words) =>
    el("button.tab", { type: "button", data: { name }, onclick: () => turnTo((chosen = name)) }, words);
  const tabs = { mine: tab("mine", "You"), all: tab("all", "Everybody"), standings: tab("standings", "Points") };
  const node = el(
    "section.screen.reveal",
    {},
    el("h1.unseen", { tabindex: -1 }, "The reveal"),
    bar,
    el("div.tabs", { role: "group", "aria-label": "What to see" }, ...Object.values(tabs)),
    el("div.scroll", {}, ...Object.values(pages)),
    el("footer.foot", {}, reactionBar(ctx.send)),
  );
  return { node, update, tick };

  /** @param {InRound} state */
  function update({ room, you }) {
    const result = you && room.results[you.seat];
    tabs.mine.hidden = !result;
    // After the last round, who leads is the podium's secret.
    tabs.standings.hidden = isLast(room);
    if (result) showMine(mine, result, room.prompt);
    own.update(result);
    const results = Object.values(room.results).sort((a, b) => (a.place ?? 99) - (b.place ?? 99));
    keep(all, results, resultKey, (result) => resultCard(result, room.seats[result.seat], ctx, you));
    table.update(room, you?.seat);
    if (!open) turnTo(result ? "mine" : "all");
  }

  /** @param {number} now @param {RoomView} room */
  function tick(now, room) {
    const progress = progressOf(room, now);
    bar.style.setProperty("--left", String(1 - progress));
    if (chosen) return;
    const due = PAGES.filter((name) => progress >= TURNS[name] && !tabs[name].hidden).at(-1);
    if (due) turnTo(due);
  }

  /** @param {Page} name */
  function turnTo(name) {
    if (name === open) return;
    open = name;
    for (const page of PAGES) {
      pages[page].hidden = page !== name;
      tabs[page].setAttribute("aria-pressed", String(page === name));
    }
    find(node, ".scroll").scrollTop = 0;
  }
}

/**
 * The way to take one's own photo down, for as long as there is one.
 * @param {PhoneContext} ctx
 */
function ownPhoto({ code, toast }) {
  const node = el("p.own-photo");
  return { node, update };

  /** @param {ResultView | null | undefined} result */
  function update(result) {
    const take = (result && hasPhoto(result) && result.take) || "";
    if (node.dataset.take === take) return;
    node.dataset.take = take;
    node.replaceChildren(...(take ? [takeDownButton(code, take, toast)] : []));
  }
}

/** @param {HTMLElement} box @param {ResultView} result @param {PromptView} prompt */
function showMine(box, result, prompt) {
  // The place may still change, and the photo be taken down: the score lands once.
  const key = [result.take, result.code, result.percent].join(" ");
  const pair = el("div.pair", {}, picture(prompt), photoOf(result, "Your photo"));
  if (box.dataset.key === key) return swapPhoto(box, result, pair);
  box.dataset.key = key;
  box.dataset.photo = photoKey(result);
  mark(box, "code", result.code);
  const star = burst(null);
  star.classList.add("held");
  const verdict = el("div.verdict", {}, star);
  box.replaceChildren(pair, verdict);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  setTimeout(() => verdict.isConnected && land(box, verdict, result), still ? 0 : HOLD);
}

/** @param {HTMLElement} box @param {ResultView} result @param {HTMLElement} pair */
function swapPhoto(box, result, pair) {
  if (box.dataset.photo === photoKey(result)) return;
  box.dataset.photo = photoKey(result);
  find(box, ".pair").replaceWith(pair);
}

/** @param {ResultView} result */
function photoKey({ photo, withdrawn }) {
  return `${photo} ${withdrawn}`;
}

/** @param {HTMLElement} box @param {HTMLElement} verdict @param {ResultView} result */
function land(box, verdict, result) {
  const percent = shownPercent(result);
  const scored = percent !== null;
  const star = burst(percent);
  star.classList.add("landing");
  const points = scored ? `+${result.points} points` : "No points";
  verdict.replaceChildren(
    star,
    el("div.verdict-words", {}, el("p.stamp", {}, shoutFor(result)), el("p.shout", {}, points)),
  );
  box.append(scored ? partList(result.parts) : el("p.bubble.oops", {}, result.message));
  if (result.note) box.append(el("p.bubble", {}, result.note));
  if (scored) countUp(star, percent);
  playScore(percent);
  buzz(scored ? 120 : [60, 80, 60]);
  announce(scored ? spoken(result) : result.message);
}

/** @param {ResultView} result */
function spoken({ percent = 0, points, parts }) {
  const reasons = Object.values(parts).map((part) => part.words);
  return `${Math.round(percent)} percent, ${points} points. ${reasons.join(". ")}`;
}

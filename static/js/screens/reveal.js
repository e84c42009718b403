/** What the stage shows, on the phone: your own face explained when its turn has come, everybody's, then who leads.
 * It turns by itself, and a tap turns it back. */

/** @import { RoomView } from "../live/protocol.js" */
/** @import { InRoom } from "../live/store.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { cardAt, toldBy } from "../live/cards.js";
import { isLast, momentOf } from "../live/store.js";
import { progressOf } from "../ui/countdown.js";
import { el, find, keep, say } from "../ui/dom.js";
import { saying } from "../ui/prompt.js";
import { reactionBar } from "../ui/reactions.js";
import { resultKey } from "../ui/results.js";
import { standings } from "../ui/standings.js";
import { teamTable } from "../ui/teams.js";
import { ownCard } from "./own-card.js";
import { resultCard } from "./result-card.js";

/** @typedef {"mine" | "all" | "standings"} Page */
/** @type {Page[]} */
const PAGES = ["mine", "all", "standings"];
/** Milliseconds in which a tap was still meant for the card before. */
const HASTY = 300;

/**
 * `own` draws what concerns you; with `alone` it is shown whatever card the stage shows.
 * @param {PhoneContext} ctx
 * @param {(ctx: PhoneContext) => ReturnType<typeof ownCard>} own
 */
export function reveal(ctx, own = ownCard, { alone = false } = {}) {
  const mine = own(ctx);
  const all = el("ol.results");
  const table = standings();
  const teams = teamTable();
  /** @type {Record<Page, HTMLElement>} */
  const pages = { mine: mine.node, all, standings: el("div", {}, teams.node, table.node) };
  const bar = el("i.time-bar", { "aria-hidden": "true" });
  /** @type {Page | null} */
  let chosen = null;
  /** @type {Page | null} */
  let open = null;
  /** The card that is drawn, and whether its scores have landed. */
  let shown = "";
  let card = -1;
  let turnedAt = 0;
  /** @param {Page} name @param {string} words */
  const tab = (name, words) =>
    el("button.tab", { type: "button", data: { name }, onclick: () => turnTo((chosen = name)) }, words);
  const tabs = { mine: tab("mine", "You"), all: tab("all", "Everybody"), standings: tab("standings", "Points") };
  const next = el("button.button.next-card", { type: "button", onclick: goOn }, "Next");
  const node = el(
    "section.screen.reveal",
    {},
    el("h1.unseen", { tabindex: -1 }, "The reveal"),
    bar,
    el("div.tabs", { role: "group", "aria-label": "What to see" }, ...Object.values(tabs)),
    el("div.scroll", { tabindex: 0 }, ...Object.values(pages)),
    el("footer.foot", {}, reactionBar(ctx.send), next),
  );
  return { node, update, tick };

  /** @param {InRoom} state */
  function update({ room, you }) {
    if (room.prompt && !room.prompts.length && !node.querySelector(".saying")) find(node, ".tabs").before(saying(room.prompt));
    tabs.mine.hidden = !(you && room.results[you.seat]);
    next.hidden = !you?.host;
    table.update(room, you?.seat);
    teams.update(room);
    draw(room, ctx.connection.clock.now());
  }

  /** @param {number} now @param {RoomView} room */
  function tick(now, room) {
    bar.style.setProperty("--left", String(1 - progressOf(room, now)));
    const { index, landed } = cardAt(room, now);
    if (shown !== `${index} ${landed}`) draw(room, now);
  }

  /** @param {RoomView} room @param {number} now */
  function draw(room, now) {
    const { you } = ctx.connection.store.state;
    const { index, seats, landed, fresh } = cardAt(room, now);
    const told = toldBy(room, now);
    shown = `${index} ${landed}`;
    if (card !== index) [card, turnedAt] = [index, now];
    if (you && room.results[you.seat]) mine.update(room, you, told.has(you.seat), fresh && seats.includes(you.seat));
    // After the last round, who leads is the podium's secret.
    tabs.standings.hidden = seats.length > 0 || isLast(room);
    keep(
      all,
      upTo(room, index),
      (result) => `${resultKey(result)} ${told.has(result.seat)}`,
      (result) => resultCard(result, room.seats[result.seat], ctx, you, told.has(result.seat)),
    );
    const goesOn = index < room.cards.length - 1 || seats.length > 0;
    say(next, goesOn ? "Next" : isLast(room) ? "Podium" : "Next round");
    const due = alone && seats.length ? "mine" : pageFor(seats, you?.seat);
    if (!chosen || tabs[chosen].hidden) turnTo(tabs[due].hidden ? "all" : due);
  }

  function goOn() {
    const { room } = ctx.connection.store.state;
    const now = ctx.connection.clock.now();
    if (room && now - turnedAt > HASTY) ctx.send("skip", { ...momentOf(room), card: cardAt(room, now).index });
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

/** @param {string[]} seats @param {string | undefined} own @returns {Page} */
function pageFor(seats, own) {
  if (!seats.length) return "standings";
  return own && seats.includes(own) ? "mine" : "all";
}

/**
 * The results whose card has come, the latest first; with the standings all of them, by their place.
 * @param {RoomView} room
 * @param {number} index
 */
function upTo(room, index) {
  if (!room.cards[index]?.seats.length)
    return Object.values(room.results).sort((a, b) => (a.place ?? 999) - (b.place ?? 999));
  const seats = room.cards.slice(0, index + 1).flatMap((card) => card.seats);
  return seats.reverse().map((seat) => room.results[seat]).filter(Boolean);
}

/** Who is here, is the camera ready, and the one big button. */

/** @import { SeatView } from "../live/protocol.js" */
/** @import { InRoom } from "../live/store.js" */
/** @import { Reading } from "../meter/expression.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { mySeat } from "../live/store.js";
import { hasNoCamera } from "../photos/camera.js";
import { fairFaceCard } from "../photos/fair-face.js";
import { art } from "../ui/art.js";
import { confirmButton } from "../ui/confirm-button.js";
import { el, find, keep, mark, say } from "../ui/dom.js";
import { planOf, taskOf } from "../ui/plan.js";
import { shareButton, shortened } from "../ui/share.js";
import { sticker, updateSticker } from "../ui/sticker.js";
import { celebrateSwitch } from "./celebrate.js";
import { settingsForm } from "./settings.js";
import { warmUp } from "./warm-up.js";

/** @param {PhoneContext} ctx */
export function lobby(ctx) {
  const count = el("p.quiet", { "aria-live": "polite" });
  const crowd = el("ul.crowd");
  const invite = codeCard(ctx);
  const task = el("p.bubble.lobby-task");
  const deck = el("p.lobby-deck");
  const cards = cardsLater(ctx);
  const camera = warmUp(ctx, "Warm up your face", cards.hear);
  const settings = settingsForm(ctx);
  const fair = fairFaceCard(ctx);
  const celebrated = celebrateSwitch(ctx);
  const leave = confirmButton({ words: "Leave the party", kind: "plain" }, "Really leave?", () => ctx.send("leave"));
  const foot = lobbyFoot(ctx);
  const node = el(
    "section.screen.lobby",
    {},
    el("h1.unseen", { tabindex: -1 }, "The lobby"),
    el(
      "div.scroll",
      {},
      el("div.panel.crowd-panel", {}, el("h2", {}, "Who is in?"), count, crowd),
      task,
      deck,
      settings.node,
      camera.node,
      cards.node,
      fair.node,
      celebrated.node,
      boothsCard(),
      invite.node,
      leave,
    ),
    foot.node,
  );
  let hosting = false;
  return { node, update, leave: leaveLobby };

  function leaveLobby() {
    fair.leave();
    cards.leave();
    camera.leave();
  }

  /**
   * A host has people to bring in; a guest has a camera to settle.
   * @param {boolean} first
   */
  function placeInvite(first) {
    if (first) find(node, ".scroll").prepend(invite.node);
    else leave.before(invite.node);
  }

  /** @param {InRoom} state */
  function update(state) {
    const { room, you } = state;
    const seats = Object.values(room.seats);
    say(
      count,
      seats.length === 1
        ? "Only you so far. Share the link!"
        : `${seats.length} of ${room.settings.max_players} seats taken`,
    );
    keep(
      crowd,
      seats,
      (seat) => seat.id,
      arrival,
      (item, seat) => updateSticker(item, seat, { you: you?.seat }),
    );
    say(task, taskOf(room));
    say(deck, planOf(room));
    const seat = mySeat(state);
    if (hosting !== Boolean(you?.host)) placeInvite((hosting = !hosting));
    settings.node.hidden = !you?.host;
    deck.hidden = Boolean(you?.host);
    leave.hidden = !seat;
    camera.node.hidden = fair.node.hidden = celebrated.node.hidden = !seat?.plays;
    if (you) celebrated.update(you);
    camera.begin();
    if (you?.host) settings.update(room);
    invite.update(state);
    fair.update(state);
    cards.update(state);
    foot.update(state);
  }
}

/**
 * Fetched when somebody's face is a card, or when there is one to make a card of.
 * @param {PhoneContext} ctx
 */
function cardsLater(ctx) {
  const node = el("div.panel.lobby-cards", { hidden: true });
  /** @type {ReturnType<typeof import("./lobby-cards.js").lobbyCards> | null} */
  let cards = null;
  let asked = false;
  /** @type {InRoom | null} */
  let last = null;
  return { node, hear, update, leave: () => cards?.leave() };

  async function fetch() {
    if (asked) return;
    asked = true;
    const found = await import("./lobby-cards.js").catch(() => null);
    cards = found && found.lobbyCards(ctx, node);
    if (last) cards?.update(last);
  }

  /** @param {Reading | null} reading */
  function hear(reading) {
    if (reading) fetch();
    cards?.hear(reading);
  }

  /** @param {InRoom} state */
  function update(state) {
    last = state;
    if (Object.keys(state.room.faces).length || hasNoCamera(ctx.camera)) fetch();
    cards?.update(state);
  }
}

/** @param {SeatView} seat */
function arrival(seat) {
  const node = sticker(seat);
  node.classList.add("arriving");
  return node;
}

function boothsCard() {
  return el(
    "a.panel.booths-card",
    { href: "/booths/" },
    el("img", { src: art("booth-lookalike"), alt: "", width: 72, height: 90 }),
    el("span", {}, el("b.shout", {}, "Photo booths"), "Who do you look like? Your seat stays yours, and you hear when the game begins."),
  );
}

/** @param {PhoneContext} ctx */
function codeCard({ code, joinUrl }) {
  const { search } = new URL(joinUrl);
  const qr = el(
    "details.qr",
    {},
    el("summary.button.plain", {}, "QR code"),
    el("img", { src: `/r/${code}/qr.svg${search}`, alt: `QR code of ${joinUrl}`, width: 220, height: 220, loading: "lazy" }),
  );
  const letters = el(
    "p.big-code",
    { role: "img", "aria-label": code.split("").join(" ") },
    ...code.split("").map((letter) => el("span", { "aria-hidden": "true" }, letter)),
  );
  const shut = el("p.quiet", {}, "The five letters alone open nothing now: it takes the link or the QR code.");
  const stage = el("a.button.plain.stage-way", { target: "_blank" });
  const tv = el("a.button.plain.stage-way", { href: "/tv/pair/" }, `Pair a TV that shows ${new URL(joinUrl).host}/tv`);
  const node = el(
    "div.panel.code-card",
    {},
    el("h2", {}, "Bring your friends in"),
    letters,
    shut,
    el("div.code-ways", {}, shareButton(joinUrl, "Join my AniMatch party!"), qr),
    stage,
    tv,
  );
  return { node, update };

  /** @param {InRoom} state */
  function update({ room, you }) {
    letters.hidden = !room.code_opens;
    shut.hidden = room.code_opens;
    const link = new URL(you?.stage ?? `/r/${code}/stage/`, joinUrl);
    // Only who hosts has the key of the stage; a short address has none.
    const short = room.code_opens && !room.has_password && room.settings.spectators;
    stage.href = link.pathname + link.search;
    say(stage, `On a TV, open ${short ? shortened(link.href) : link.host + link.pathname + link.search}`);
    tv.hidden = !you?.host;
    stage.hidden = !short && !you?.stage;
  }
}

/** @param {PhoneContext} ctx */
function lobbyFoot({ send }) {
  const start = el("button.button.main", { type: "button", onclick: () => send("start") }, "Start the game");
  const words = el("p.bubble.wait-words");
  const node = el("footer.foot", {}, start, words);
  return { node, update };

  /** @param {InRoom} state */
  function update(state) {
    const { room, you } = state;
    const host = (room.host && room.seats[room.host]) || null;
    const players = Object.values(room.seats).filter((seat) => seat.plays && seat.connected);
    start.hidden = !you?.host;
    start.disabled = players.length === 0;
    words.hidden = Boolean(you?.host);
    say(words, waiting(state, host));
    mark(node, "host", Boolean(you?.host));
  }
}

/** @param {InRoom} state @param {SeatView | null} host */
function waiting(state, host) {
  if (!mySeat(state)) return "You are watching. The game begins when the host says so.";
  if (!host?.connected) return "The host is away. Practise your faces meanwhile!";
  return `${host.nickname} will start soon. Warm up your face!`;
}

/** Faces as cards: the guests' own characters, drawn with faces that they have made, for all the others to copy. */

/** @import { PromptView } from "../live/protocol.js" */
/** @import { InRoom, State } from "../live/store.js" */
/** @import { Reading } from "../meter/expression.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { mirror } from "../kinds/mirror.js";
import { styled } from "../live/kinds.js";
import { mySeat } from "../live/store.js";
import { posed } from "../meter/posed.js";
import { selfTimer } from "../photos/self-timer.js";
import { viewfinder } from "../photos/viewfinder.js";
import { byId, el, say } from "../ui/dom.js";
import { madeFaces } from "../ui/made-faces.js";
import { picture } from "../ui/prompt.js";
import { sheetOf } from "../ui/sheet.js";
import { play } from "../ui/sound.js";

const ASK = "Make a face that they can just about copy.";

/**
 * Fills the panel `node`, and opens a sheet to make a card of one's own.
 * @param {PhoneContext} ctx
 * @param {HTMLElement} node
 */
export function lobbyCards(ctx, node) {
  const words = el("p");
  const cards = madeFaces();
  const begin = el("button.button.pink", { type: "button", hidden: true, onclick: open });
  const back = el("button.button.plain", { type: "button", onclick: () => ctx.send("drop_face") }, "Take mine back");
  node.append(el("h2", {}, "Faces as cards"), words, cards.node, el("div.row", {}, begin, back));
  styled(byId("room").dataset.kindsStyle ?? "").catch(() => {});
  /** @type {ReturnType<typeof maker> | null} */
  let making = null;
  /** @type {InRoom | null} */
  let last = null;
  let seen = false;
  return { hear, update, leave: () => making?.close() };

  function open() {
    if (last) making = maker(ctx, last);
  }

  /** @param {Reading | null} reading */
  function hear(reading) {
    if (reading && !seen) {
      seen = true;
      if (last) update(last);
    }
    making?.hear(reading);
  }

  /** @param {InRoom} state */
  function update(state) {
    last = state;
    const { room } = state;
    const mine = ownCard(state);
    const any = Object.keys(room.faces).length > 0;
    begin.hidden = !seen || !mySeat(state)?.plays;
    back.hidden = !mine;
    node.hidden = !any && begin.hidden;
    say(begin, mine ? "Make mine again" : "Make my face a card");
    say(words, wordsOf(state, any));
    cards.update(room);
    making?.update(state);
  }
}

/** @param {State} state @returns {PromptView | null} */
function ownCard({ room, you }) {
  return (you && room?.faces[you.seat]) || null;
}

/** @param {InRoom} state @param {boolean} any */
function wordsOf({ room }, any) {
  if (!any) return "Make a face, and your character wears it. The others copy it in the game. Three numbers are sent, no picture.";
  return room.programme.includes("card") ? "You copy these in the game. Nobody copies their own." : "These wait for a game with copies, and for two who play.";
}

/**
 * The sheet: your character does what you do, and becomes a card when the timer has run down.
 * @param {PhoneContext} ctx
 * @param {InRoom} state
 */
function maker(ctx, state) {
  const view = viewfinder(ctx.camera);
  const timer = selfTimer();
  const own = mirror(mySeat(state));
  const shown = el("div.card-shown", {}, own.node);
  const words = el("p.bubble", { role: "status" }, ASK);
  const snap = el("button.button.main.pink", { type: "button", onclick: () => timer.start(take) }, "3, 2, 1, snap!");
  const keep = el("button.button.main.pink", { type: "button", onclick: close }, "Keep it");
  const once = el("button.button.cyan", { type: "button", onclick: again }, "Make it again");
  const back = el("button.button.plain", { type: "button", onclick: drop }, "Take it back");
  const done = el("div.card-done", { hidden: true }, keep, once, back);
  const title = el("h2", { id: "card-title" }, "Your face as a card");
  const sheet = sheetOf(title, el("div.card-making", {}, shown, view.node), words, snap, done);
  /** @type {Reading | null} */
  let reading = null;
  let refused = state.refused;
  let before = ownCard(state)?.id;
  let sent = false;
  view.node.append(timer.node);
  sheet.addEventListener("close", closed);
  document.body.append(sheet);
  sheet.showModal();
  return { hear, update, close };

  function close() {
    sheet.close();
  }

  function closed() {
    timer.stop();
    view.leave();
    sheet.remove();
    ctx.camera.dispatchEvent(new Event("released"));
  }

  /** @param {Reading | null} found */
  function hear(found) {
    reading = found;
    own.pull(found);
  }

  function take() {
    if (!reading) return say(words, "Where's your face? Once more!");
    play("snap");
    sent = ctx.send("make_face", { face: posed(reading) });
    if (sent) say(words, "Drawing…");
  }

  function drop() {
    ctx.send("drop_face");
    close();
  }

  function again() {
    sent = false;
    shown.replaceChildren(own.node);
    settle(ASK, false);
    snap.focus();
  }

  /** @param {State} state */
  function update(state) {
    const mine = ownCard(state);
    if (sent && mine && mine.id !== before) {
      before = mine.id;
      shown.replaceChildren(picture(mine));
      settle("This is your card!", true);
      keep.focus();
      play("great");
    }
    if (state.refused !== refused) {
      refused = state.refused;
      sent = false;
      if (refused) say(words, refused.message);
    }
  }

  /** @param {string} said @param {boolean} drawn */
  function settle(said, drawn) {
    say(words, said);
    done.hidden = !drawn;
    snap.hidden = view.node.hidden = drawn;
  }
}

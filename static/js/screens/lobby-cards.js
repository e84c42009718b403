/** Faces as cards: the guests' own characters, drawn with faces that they have made, for all the others to copy. */

/** @import { PromptView } from "../live/protocol.js" */
/** @import { InRoom, State } from "../live/store.js" */
/** @import { Reading } from "../meter/expression.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { sendFace, wordsOf } from "../api.js";
import { mirror } from "../kinds/mirror.js";
import { styled } from "../live/kinds.js";
import { mySeat } from "../live/store.js";
import { posed } from "../meter/posed.js";
import { hasNoCamera } from "../photos/camera.js";
import { fileButton } from "../photos/file-button.js";
import { selfTimer } from "../photos/self-timer.js";
import { viewfinder } from "../photos/viewfinder.js";
import { byId, el, say } from "../ui/dom.js";
import { madeFaces } from "../ui/made-faces.js";
import { picture } from "../ui/prompt.js";
import { sheetOf } from "../ui/sheet.js";
import { play } from "../ui/sound.js";

const ASK = "Make a face that they can just about copy.";
const LOST = "Your photo got lost on its way. Take it once more.";
const PATIENCE_MS = 30_000;

/**
 * Fills the panel `node`, and opens a sheet to make a card of one's own.
 * @param {PhoneContext} ctx
 * @param {HTMLElement} node
 */
export function lobbyCards(ctx, node) {
  const words = el("p");
  const cards = madeFaces();
  const begin = el("button.button.pink", { type: "button", hidden: true, onclick: open });
  const chosen = fileButton("Make my face a card", post, { kind: "button" });
  const back = el("button.button.plain", { type: "button", onclick: () => ctx.send("drop_face") }, "Take mine back");
  const told = el("p.bubble.fair-words", { role: "status" });
  node.append(el("h2", {}, "Faces as cards"), words, cards.node, told, el("div.row", {}, begin, chosen, back));
  styled(byId("room").dataset.kindsStyle ?? "").catch(() => {});
  /** @type {ReturnType<typeof maker> | null} */
  let making = null;
  /** @type {InRoom | null} */
  let last = null;
  let seen = false;
  /** The card that was there when a photo was sent for a new one, until that has come. @type {string | null} */
  let waiting = null;
  let patience = 0;
  ctx.camera.addEventListener("status", look);
  return { hear, update, leave };

  function leave() {
    ctx.camera.removeEventListener("status", look);
    making?.close();
  }

  function look() {
    if (last) update(last);
  }

  /** Where there is no live camera, the server reads a photo. @param {Blob} photo */
  async function post(photo) {
    waiting = (last && ownCard(last)?.id) ?? "";
    say(told, "Drawing your card…");
    try {
      await sendFace(ctx.code, photo);
    } catch (error) {
      return settle(wordsOf(error));
    }
    clearTimeout(patience);
    if (waiting !== null) patience = setTimeout(settle, PATIENCE_MS, LOST);
  }

  /** @param {string} [words] */
  function settle(words = "") {
    clearTimeout(patience);
    waiting = null;
    say(told, words);
  }

  function open() {
    if (last) making = maker(ctx, last);
  }

  /** @param {Reading | null} reading */
  function hear(reading) {
    if (reading && !seen) {
      seen = true;
      look();
    }
    making?.hear(reading);
  }

  /** @param {InRoom} state */
  function update(state) {
    const { room, refused } = state;
    const mine = ownCard(state);
    if (waiting !== null && mine && mine.id !== waiting) settle();
    if (waiting !== null && refused !== last?.refused && refused?.re === "make_face") settle(refused.message);
    last = state;
    const any = Object.keys(room.faces).length > 0;
    const plays = mySeat(state)?.plays;
    begin.hidden = !plays || !seen || !ctx.camera.live;
    chosen.hidden = !plays || !hasNoCamera(ctx.camera);
    back.hidden = !mine;
    node.hidden = !any && begin.hidden && chosen.hidden;
    say(begin, mine ? "Make mine again" : "Make my face a card");
    say(words, about(state, any));
    cards.update(room);
    making?.update(state);
  }
}

/** @param {State} state @returns {PromptView | null} */
function ownCard({ room, you }) {
  return (you && room?.faces[you.seat]) || null;
}

/** @param {InRoom} state @param {boolean} any */
function about({ room }, any) {
  if (!any) return "Make a face, and your character wears it. The others copy it in the game. Only three numbers stay, no picture.";
  return room.programme.includes("card") ? "You copy these in the game. Nobody copies their own." : "These wait for a game in which two or more copy faces.";
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

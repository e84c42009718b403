/** What lies over every screen: a lost connection, a pause, an absent host, and refusals in speech bubbles. */

/** @import { Connection } from "../live/connection.js" */
/** @import { RoomView } from "../live/protocol.js" */
/** @import { State } from "../live/store.js" */

import { mySeat } from "../live/store.js";
import { art } from "../ui/art.js";
import { el, say } from "../ui/dom.js";

const GRACE = 60000;
const LINGER = 6000;

/** @param {Connection} connection */
export function notices(connection) {
  const lost = el(
    "p.bubble.notice.oops",
    { role: "status", hidden: true },
    "Connection lost. Getting you back in; your seat and points are safe…",
  );
  const paused = el(
    "div.paused",
    { hidden: true, role: "status" },
    el("img", { src: art("hourglass"), alt: "", width: 120, height: 120, loading: "lazy" }),
    el("p.shout", {}, "Paused"),
    el("p.bubble", {}, "The host has stopped the clock. Shake your face loose."),
  );
  const takeOver = el(
    "div.notice.panel",
    { hidden: true },
    el("p", {}, "The host has been away for a while. The game goes on by itself, but somebody could take over."),
    el("button.button.main", { type: "button", onclick: () => connection.send("take_over") }, "I'll be the host"),
  );
  const words = el("p.bubble.notice.oops", { role: "alert", hidden: true });
  const node = el("div.notices", {}, lost, takeOver, words, paused);
  let hide = 0;
  let since = 0;
  setInterval(() => update(connection.store.state), 1000);
  return { node, update, toast };

  /** @param {State} state */
  function update(state) {
    const { room } = state;
    if (state.connection !== "lost") since = 0;
    else since ||= Date.now();
    lost.hidden = !since || Date.now() - since < 700;
    paused.hidden = !room?.paused;
    takeOver.hidden = !room || !mayStandIn(state) || !hostIsAway(room, connection.clock.now());
  }

  /** @param {string} text */
  function toast(text) {
    clearTimeout(hide);
    words.hidden = false;
    say(words, text);
    hide = setTimeout(() => (words.hidden = true), LINGER);
  }
}

/**
 * Who has played here; who has not, only where nobody is left who has.
 * @param {State} state
 */
function mayStandIn(state) {
  const seat = mySeat(state);
  if (!seat || !state.room) return false;
  return seat.played || !Object.values(state.room.seats).some((other) => other.played);
}

/** @param {RoomView} room @param {number} now */
function hostIsAway(room, now) {
  const host = room.host && room.seats[room.host];
  if (!host) return true;
  return !host.connected && room.host_gone_at !== undefined && now - room.host_gone_at > GRACE;
}

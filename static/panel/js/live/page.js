/** The live page of a room: the room's own messages, the takes besides, and the controls of the house. */

/** @import { PanelMessage, PanelTake, RoomView } from "../../../js/live/protocol.js" */
/** @import { State } from "../../../js/live/store.js" */

import { Connection } from "../../../js/live/connection.js";
import { byId, say } from "../../../js/ui/dom.js";
import { controls } from "./controls.js";
import { prompt } from "./prompt.js";
import { removed, seats } from "./seats.js";
import { queueWords, takes } from "./takes.js";

/** @type {Record<RoomView["phase"], string>} */
const PHASES = {
  lobby: "Lobby",
  get_ready: "Get ready",
  capture: "Posing",
  judging: "Judging",
  vote: "Voting",
  reveal: "Reveal",
  podium: "Podium",
};
const LINES = { connecting: "Connecting…", open: "Live", lost: "Connection lost, trying again…", over: "Over" };

const connection = new Connection(`/ws/panel/${byId("live").dataset.code}/`);
const steer = controls(byId("controls"), connection);
const people = seats(byId("seats"), connection.send);
const gone = removed(byId("removed"), connection.send);
const photos = takes(byId("takes"), connection.send);
/** @type {PanelTake[]} */
let seen = [];

connection.on.any = (message) => {
  if (message.type === "panel") showTakes(message);
};
connection.on.error = (message) => oops(message.message);
connection.store.listen(show);
setInterval(tick, 250);

/** @param {State} state */
function show(state) {
  const { room, closed } = state;
  const status = closed ? closed.message : LINES[state.connection];
  say(byId("line"), status);
  byId("line").dataset.line = state.connection;
  steer.update(state);
  if (!room) return;
  say(byId("phase"), phaseWords(room));
  prompt(byId("prompt"), room.prompt);
  people.update(room);
  const count = Object.keys(room.seats).length;
  say(byId("seat-count"), `${count} of ${room.settings.max_players}`);
  byId("no-seats").hidden = count > 0;
  photos.update(seen, room);
  tick();
}

/** @param {RoomView} room */
function phaseWords(room) {
  const phase = PHASES[room.phase] + (room.paused ? ", paused" : "");
  return room.phase === "lobby" || room.phase === "podium" ? phase : `Round ${room.round} of ${room.rounds}: ${phase}`;
}

/** @param {PanelMessage} message */
function showTakes(message) {
  seen = message.takes;
  say(byId("queue"), queueWords(message));
  byId("no-takes").hidden = seen.length > 0;
  byId("removed").hidden = byId("removed-title").hidden = !message.removed.length;
  gone.update(message.removed);
  if (connection.store.state.room) photos.update(seen, connection.store.state.room);
}

function tick() {
  const room = connection.store.state.room;
  const left = room?.paused ? room.time_left : room?.deadline && room.deadline - connection.clock.now();
  say(byId("clock"), left === undefined || left === null ? "" : `${Math.max(0, Math.ceil(left / 1000))} s`);
}

let quiet = 0;

/** @param {string} words */
function oops(words) {
  say(byId("oops"), words);
  clearTimeout(quiet);
  quiet = setTimeout(() => say(byId("oops"), ""), 6000);
}

byId("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(byId("join-url", HTMLAnchorElement).href);
    say(byId("copy"), "Copied");
  } catch {
    getSelection()?.selectAllChildren(byId("join-url"));
    say(byId("copy"), "Now copy the marked link");
  }
});

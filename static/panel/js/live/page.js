/** The live page of a room: the room's own messages, the takes besides, and the controls of the house. */

import { Connection } from "../../../js/live/connection.js";
import { say } from "../../../js/ui/dom.js";
import { controls } from "./controls.js";
import { prompt } from "./prompt.js";
import { seats } from "./seats.js";
import { queueWords, takes } from "./takes.js";

const $ = (id) => document.getElementById(id);
const PHASES = {
  lobby: "Lobby",
  get_ready: "Get ready",
  capture: "Posing",
  judging: "Judging",
  reveal: "Reveal",
  podium: "Podium",
};
const LINES = { connecting: "Connecting…", open: "Live", lost: "Connection lost, trying again…", over: "Over" };

const connection = new Connection(`/ws/panel/${$("live").dataset.code}/`);
const steer = controls($("controls"), connection);
const people = seats($("seats"), connection.send);
const photos = takes($("takes"), connection.send);
let seen = [];

connection.on.any = (message) => {
  if (message.type === "panel") showTakes(message);
};
connection.on.error = (message) => oops(message.message);
connection.store.listen(show);
setInterval(tick, 250);

function show(state) {
  const { room, closed } = state;
  const status = closed ? closed.message : LINES[state.connection];
  say($("line"), status);
  $("line").dataset.line = state.connection;
  steer.update(state);
  if (!room) return;
  say($("phase"), phaseWords(room));
  prompt($("prompt"), room.prompt);
  people.update(room);
  const count = Object.keys(room.seats).length;
  say($("seat-count"), `${count} of ${room.settings.max_players}`);
  $("no-seats").hidden = count > 0;
  photos.update(seen, room);
  tick();
}

function phaseWords(room) {
  const phase = PHASES[room.phase] + (room.paused ? ", paused" : "");
  return room.phase === "lobby" || room.phase === "podium" ? phase : `Round ${room.round} of ${room.rounds}: ${phase}`;
}

function showTakes(message) {
  seen = message.takes;
  say($("queue"), queueWords(message));
  $("no-takes").hidden = seen.length > 0;
  if (connection.store.state.room) photos.update(seen, connection.store.state.room);
}

function tick() {
  const room = connection.store.state.room;
  const left = room?.paused ? room.time_left : room?.deadline && room.deadline - connection.clock.now();
  say($("clock"), left === undefined || left === null ? "" : `${Math.max(0, Math.ceil(left / 1000))} s`);
}

let quiet = 0;

function oops(words) {
  say($("oops"), words);
  clearTimeout(quiet);
  quiet = setTimeout(() => say($("oops"), ""), 6000);
}

$("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText($("join-url").href);
    say($("copy"), "Copied");
  } catch {
    getSelection().selectAllChildren($("join-url"));
    say($("copy"), "Now copy the marked link");
  }
});

/** The live page of a room: the room's own messages, the takes besides, and the controls of the house. */

import { Line } from "../../js/line.js";
import { say } from "../../js/dom.js";
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

const line = new Line(`/ws/panel/${$("live").dataset.code}/`);
const steer = controls($("controls"), line);
const people = seats($("seats"), line.send);
const photos = takes($("takes"), line.send);
let seen = [];

line.on.any = (message) => {
  if (message.type === "panel") showTakes(message);
};
line.on.error = (message) => oops(message.message);
line.store.listen(show);
setInterval(tick, 250);

function show(state) {
  const { room, closed } = state;
  const status = closed ? closed.message : LINES[state.line];
  say($("line"), status);
  $("line").dataset.line = state.line;
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
  if (line.store.state.room) photos.update(seen, line.store.state.room);
}

function tick() {
  const room = line.store.state.room;
  const left = room?.paused ? room.time_left : room?.deadline && room.deadline - line.clock.now();
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

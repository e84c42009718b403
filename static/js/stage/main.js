/** The big screen. It needs no hand: it follows the room and mends itself. */

import { Line } from "../line.js";
import { el } from "../dom.js";
import { show } from "../show.js";
import { closed, connecting } from "../screens/closed.js";
import { soundButton } from "../sound.js";
import { flyer } from "../ui/reactions.js";
import { stageCapture } from "./capture.js";
import { stageJudging } from "./judging.js";
import { stageLobby } from "./lobby.js";
import { stagePodium } from "./podium.js";
import { rail } from "./rail.js";
import { stageReady } from "./ready.js";
import { stageReveal } from "./reveal.js";
import { stayAwake } from "../wake.js";

const SCREENS = {
  closed,
  connecting,
  lobby: stageLobby,
  get_ready: stageReady,
  capture: stageCapture,
  judging: stageJudging,
  reveal: stageReveal,
  podium: stagePodium,
};

const root = document.querySelector(".stage-page");
const { code, joinUrl } = root.dataset;
const line = new Line(`/ws/rooms/${code}/?stage=1`);
const box = document.getElementById("screen");
const screens = show(box, { code, joinUrl, line });
const side = rail(document.getElementById("rail-more"));
const reactions = flyer();
const veil = el("p.stage-veil.shout", { role: "status", hidden: true });

root.append(veil, reactions.node, soundButton());
line.on.reaction = ({ seat, sticker }) => reactions.fly(sticker, line.store.state.room?.seats[seat]?.nickname);
line.store.listen((state) => {
  const { room } = state;
  if (state.closed) screens.turn(["closed", "closed"], SCREENS, state);
  else if (room) screens.turn([room.phase, `${room.phase} ${room.game} ${room.round}`], SCREENS, state);
  if (room) side.update(room);
  veil.hidden = !(room?.paused || state.line === "lost");
  veil.textContent = room?.paused ? "Paused" : "Connection lost, coming back…";
});
screens.turn(["connecting", "connecting"], SCREENS, line.store.state);
stayAwake();
box.setAttribute("aria-busy", "false");

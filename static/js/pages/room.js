/** One page for a whole evening: the screen follows the room's phase. */

/** @import { Handlers } from "../live/connection.js" */
/** @import { RoomView } from "../live/protocol.js" */
/** @import { State } from "../live/store.js" */
/** @import { PhoneContext, Screen } from "../screens/switcher.js" */

import { Connection } from "../live/connection.js";
import { kindsOnDemand } from "../live/kinds.js";
import { mySeat } from "../live/store.js";
import { forgetRoom, rememberRoom } from "../people/room-memory.js";
import { Camera } from "../photos/camera.js";
import { capture } from "../screens/capture.js";
import { closed, connecting } from "../screens/closed.js";
import { habitsSheet } from "../screens/habits-sheet.js";
import { hostSheet } from "../screens/host-sheet.js";
import { join } from "../screens/join.js";
import { judging } from "../screens/judging.js";
import { lobby } from "../screens/lobby.js";
import { notices } from "../screens/notices.js";
import { podium } from "../screens/podium.js";
import { ready } from "../screens/ready.js";
import { resting } from "../screens/resting.js";
import { reveal } from "../screens/reveal.js";
import { switcher } from "../screens/switcher.js";
import { announce } from "../ui/announce.js";
import { byId, el, find } from "../ui/dom.js";
import { flyer } from "../ui/reactions.js";
import { shownCard } from "../ui/shown.js";
import { soundButton } from "../ui/sound.js";
import { stayAwake } from "../ui/wake-lock.js";

/** @type {Record<string, (ctx: PhoneContext) => Screen>} */
const SCREENS = { closed, connecting, join, lobby, get_ready: ready, capture, resting, judging, vote: judging, reveal, podium };
/** @type {Record<string, string>} */
const SPOKEN = {
  get_ready: "Get ready",
  judging: "Time is up. The judges are looking",
  vote: "Time to choose",
  reveal: "The reveal",
  podium: "The podium",
};
/** After these the door stays shut; without a seat, anything else leads to the door. */
const FINAL = new Set(["kicked", "room_expired", "gone", "no_such_room"]);

/**
 * What each kind shows otherwise: a module that exports `screens`, by the names above.
 * @type {Record<string, () => Promise<{ screens: Record<string, (ctx: PhoneContext) => Screen> }>>}
 */
const MODULES = {
  copy: () => import("../kinds/copy.js"),
  charades: () => import("../kinds/charades.js"),
  twins: () => import("../kinds/twins.js"),
  whisper: () => import("../kinds/whisper.js"),
  faceoff: () => import("../kinds/faceoff.js"),
  card: () => import("../kinds/card.js"),
  pair: () => import("../kinds/pair.js"),
  rhythm: () => import("../kinds/rhythm.js"),
};
const kinds = kindsOnDemand(
  MODULES,
  byId("room").dataset.kindsStyle ?? "",
  () => follow(connection.store.state),
);
/** These may differ from kind to kind; while its module comes, a round says no more than that it is on. */
const OF_A_KIND = new Set(["capture", "resting", "judging", "vote", "reveal"]);

const root = byId("room");
const { code = "", joinUrl = "" } = root.dataset;
const watching = new URLSearchParams(location.search).has("watch");
const camera = new Camera();
const connection = new Connection(`/ws/rooms/${code}/${watching ? "?watch=1" : ""}`);
const bubbles = notices(connection);
const reactions = flyer();
const shown = shownCard();
/** @type {PhoneContext} */
const ctx = { code, joinUrl, watching, camera, connection, send: connection.send, toast: bubbles.toast };
const stage = switcher(byId("screen"), ctx);
const host = hostSheet(ctx);

root.append(host.node, bubbles.node, reactions.node, shown.node);
connection.on.error = refuse;
connection.on.reaction = ({ seat, sticker }) => reactions.fly(sticker, connection.store.state.room?.seats[seat]?.nickname);
connection.on.shown = (message) => shown.show(message, connection.store.state.room?.seats[message.seat]?.nickname);
connection.store.listen((state, before) => {
  follow(state);
  host.update(state);
  bubbles.update(state);
  speak(state.room, before.room);
  if (state.room?.phase === "podium" || state.closed) camera.stop();
  if (mySeat(state)) rememberRoom(code);
  else if (state.room || state.closed) forgetRoom(code);
});
stage.turn(["connecting", "connecting"], SCREENS, connection.store.state);

/** @param {State} state */
function follow(state) {
  const own = kinds(state.room);
  const [name, key] = screenOf(state);
  if (!own && OF_A_KIND.has(name)) stage.turn(["connecting", `coming ${key}`], SCREENS, state);
  else stage.turn([name, own && name in own ? `${key} own` : key], { ...SCREENS, ...own }, state);
}

/** @param {Parameters<Handlers["error"]>[0]} error */
function refuse(error) {
  if (error.re !== "calibration" && error.re !== "make_face") bubbles.toast(error.message);
  connection.store.change({ refused: error });
}

/**
 * The screen's name, and a key that changes when it has to begin afresh.
 * @param {State} state
 * @returns {[name: string, key: string]}
 */
function screenOf(state) {
  const { room, closed: over } = state;
  if (over && (watching || FINAL.has(over.code))) return ["closed", over.code];
  if (!watching && (over || (room && !mySeat(state)))) return ["join", "join"];
  if (!room) return ["connecting", "connecting"];
  const name = room.phase === "capture" && !poses(state) ? "resting" : room.phase;
  return [name, `${name} ${room.game} ${room.round} ${room.turn}`];
}

/** @param {State} state */
function poses(state) {
  const seat = mySeat(state);
  return seat && seat.doing !== "resting";
}

/** @param {RoomView | null} room @param {RoomView | null} before */
function speak(room, before) {
  if (room && before && room.phase !== before.phase && SPOKEN[room.phase]) announce(SPOKEN[room.phase]);
}

stayAwake();
byId("screen").setAttribute("aria-busy", "false");
const corner = watching
  ? el("a.button.small.cyan", { href: `/r/${code}/` }, "Join in")
  : el("span.chip.code-chip", { "aria-label": `Room ${code.split("").join(" ")}` }, code);
const habits = habitsSheet();
if (!watching) root.append(habits.sheet);
find(root, ".phone-top").append(soundButton(), ...(watching ? [] : [habits.button]), corner);

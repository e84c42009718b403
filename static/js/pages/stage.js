/** The big screen. It needs no hand: it follows the room and mends itself. */

/** @import { State } from "../live/store.js" */
/** @import { Context, Screen } from "../screens/switcher.js" */

import { Connection } from "../live/connection.js";
import { kindsOnDemand } from "../live/kinds.js";
import { closed, connecting } from "../screens/closed.js";
import { switcher } from "../screens/switcher.js";
import { stageCapture } from "../stage/capture.js";
import { stageJudging } from "../stage/judging.js";
import { stageLobby } from "../stage/lobby.js";
import { stagePodium } from "../stage/podium.js";
import { rail } from "../stage/rail.js";
import { stageReady } from "../stage/ready.js";
import { stageReveal } from "../stage/reveal.js";
import { byId, el, find, mark } from "../ui/dom.js";
import { fullScreenButton } from "../ui/full-screen.js";
import { allowSound, onceAwake, soundButton, soundLikeAStage } from "../ui/sound.js";
import { stayAwake } from "../ui/wake-lock.js";

/** @type {Record<string, (ctx: Context) => Screen>} */
const SCREENS = {
  closed,
  connecting,
  lobby: stageLobby,
  get_ready: stageReady,
  capture: stageCapture,
  judging: stageJudging,
  vote: stageJudging,
  reveal: stageReveal,
  podium: stagePodium,
};

/**
 * What each kind shows otherwise: a module that exports `screens`, by the names above.
 * @type {Record<string, () => Promise<{ screens: Record<string, (ctx: Context) => Screen> }>>}
 */
const MODULES = {
  copy: () => import("../stage/kinds/copy.js"),
  charades: () => import("../stage/kinds/charades.js"),
  twins: () => import("../stage/kinds/twins.js"),
  whisper: () => import("../stage/kinds/whisper.js"),
  faceoff: () => import("../stage/kinds/faceoff.js"),
  card: () => import("../stage/kinds/card.js"),
  pair: () => import("../stage/kinds/pair.js"),
  rhythm: () => import("../stage/kinds/rhythm.js"),
};
const kinds = kindsOnDemand(
  MODULES,
  find(document, ".stage-page").dataset.kindsStyle ?? "",
  () => follow(connection.store.state),
);

/** Milliseconds between looks at who has how many points by now. */
const RAIL_EVERY = 200;

soundLikeAStage();
const root = find(document, ".stage-page");
const { code = "", joinUrl = "" } = root.dataset;
const connection = new Connection(`/ws/rooms/${code}/?stage=1`);
const box = byId("screen");
const screens = switcher(box, { code, joinUrl, connection });
const side = rail(byId("rail-more"));
/** Nothing flies before somebody throws it, and what a guest shows of a booth is not there before the first one does. */
const reactions = onDemand(async () => (await import("../ui/reactions.js")).flyer());
const shown = onDemand(async () => (await import("../ui/shown.js")).shownCard());
const veil = el("p.stage-veil.shout", { role: "status", hidden: true });

root.append(veil, soundButton(), fullScreenButton());
connection.on.reaction = async ({ seat, sticker }) =>
  (await reactions()).fly(sticker, connection.store.state.room?.seats[seat]?.nickname);
connection.on.shown = async (message) =>
  (await shown()).show(message, connection.store.state.room?.seats[message.seat]?.nickname);
connection.store.listen((state) => {
  const { room } = state;
  follow(state);
  if (room) allowSound(room.settings.stage_sound);
  // What the code alone does not open, nobody needs to type.
  if (room) mark(root, "scanOnly", !room.code_opens);
  veil.hidden = !(room?.paused || state.connection === "lost");
  veil.textContent = room?.paused ? "Paused" : "Connection lost, coming back…";
});
setInterval(keepRail, RAIL_EVERY);
screens.turn(["connecting", "connecting"], SCREENS, connection.store.state);
stayAwake();
onceAwake(() => import("../stage/music.js").then(({ startMusic }) => startMusic(connection)).catch(() => {}));
box.setAttribute("aria-busy", "false");

/**
 * What is fetched when it is first asked for, and lies over the stage from then on.
 * @template {{ node: HTMLElement }} T
 * @param {() => Promise<T>} fetched
 * @returns {() => Promise<T>}
 */
function onDemand(fetched) {
  /** @type {Promise<T> | undefined} */
  let there;
  return () => (there ??= fetched().then(placed));

  /** @param {T} found */
  function placed(found) {
    root.append(found.node);
    return found;
  }
}

/** @param {State} state */
function follow(state) {
  const { room } = state;
  if (state.closed) return screens.turn(["closed", "closed"], SCREENS, state);
  if (!room) return;
  const own = kinds(room);
  const key = `${room.phase} ${room.game} ${room.round} ${room.turn}`;
  // While its module comes, a round shows what all rounds do.
  screens.turn([room.phase, own && room.phase in own ? `${key} own` : key], { ...SCREENS, ...own }, state);
}

function keepRail() {
  const { room } = connection.store.state;
  if (room) side.tick(connection.clock.now(), room);
}

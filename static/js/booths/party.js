/** Who steps out of a party to visit a booth keeps the seat, and hears when the game begins. */

import { lookAt } from "../api.js";
import { Connection } from "../live/connection.js";
import { mySeat } from "../live/store.js";
import { forgetRoom, roomInMind } from "../people/room-memory.js";
import { announce } from "../ui/announce.js";
import { el, mark, say } from "../ui/dom.js";

/** Phases in which nobody is missed. */
const RESTS = new Set(["lobby", "podium"]);

/** @typedef {{ code: string, strip: HTMLElement }} Party */

/**
 * The party where this guest has a seat, with a strip that leads back to it; null without one.
 * @returns {Promise<Party | null>}
 */
export async function partyOf() {
  const code = roomInMind();
  if (!code) return null;
  const seen = await lookAt(code, "").catch(() => null);
  if (seen?.you) return { code, strip: stripOf(code) };
  forgetRoom(code);
  return null;
}

/** @param {string} code */
function stripOf(code) {
  const words = el("span");
  const strip = el("a.party-strip", { href: `/r/${code}/` }, words, el("b", {}, "Back to the party"));
  const connection = new Connection(`/ws/rooms/${code}/`);
  let on = false;
  connection.store.listen((state) => {
    strip.hidden = Boolean(state.closed) || !mySeat(state);
    if (state.closed) forgetRoom(code);
    const playing = Boolean(state.room && !RESTS.has(state.room.phase));
    if (playing && !on) announce("The game is on! Back to the party");
    on = playing;
    mark(strip, "playing", playing);
    say(words, playing ? "The game is on!" : `Room ${code}`);
  });
  return strip;
}

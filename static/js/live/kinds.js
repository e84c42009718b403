/** What a kind of round shows otherwise than copy does: a module of its own, fetched when its round begins. */

/** @import { RoomView } from "./protocol.js" */

import { el } from "../ui/dom.js";
import { isClassic } from "../ui/programmes.js";

/**
 * Gives the screens of the kind that a room plays: none for a kind without a module, null while they are on their way
 * with the `style` that all kinds share. `arrived` is called when they have come; what could not be fetched is asked for
 * again in the next round.
 * @template S
 * @param {Record<string, () => Promise<{ screens: S }>>} modules
 * @param {string} style
 * @param {() => void} arrived
 * @returns {(room: RoomView | null) => S | {} | null}
 */
export function kindsOnDemand(modules, style, arrived) {
  /** @type {Map<string, S | {} | null>} */
  const known = new Map();
  return (room) => {
    if (!room || room.phase === "lobby" || room.phase === "podium" || isClassic(room.programme) || !modules[room.kind]) return {};
    const now = `${room.kind} ${room.game} ${room.round}`;
    const there = known.get(room.kind) ?? known.get(now);
    if (there === undefined) {
      known.set(now, null);
      Promise.all([modules[room.kind](), styled(style)]).then(
        ([{ screens }]) => settle(room.kind, screens),
        () => settle(now, {}),
      );
    }
    return there ?? null;
  };

  /** @param {string} key @param {S | {}} screens */
  function settle(key, screens) {
    known.set(key, screens);
    arrived();
  }
}

/** The style that all kinds share, fetched once. @param {string} href */
export function styled(href) {
  if (document.querySelector(`link[href="${CSS.escape(href)}"]`)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    document.head.append(el("link", { rel: "stylesheet", href, onload: resolve, onerror: reject }));
  });
}

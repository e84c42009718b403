/** Mounts one screen at a time, hands it every state, and lets it tick with the server's clock. */

/** @import { Connection, Send } from "../live/connection.js" */
/** @import { RoomView } from "../live/protocol.js" */
/** @import { State } from "../live/store.js" */
/** @import { Camera } from "../photos/camera.js" */

import { mark } from "../ui/dom.js";

/**
 * What every screen is made with.
 * @typedef {object} Context
 * @property {string} code
 * @property {string} joinUrl
 * @property {Connection} connection
 */
/**
 * What a phone's screens are made with besides.
 * @typedef {object} Hand
 * @property {boolean} watching
 * @property {Camera} camera
 * @property {Send} send
 * @property {(words: string) => void} toast
 */
/** @typedef {Context & Hand} PhoneContext */
/** @typedef {{ take(state: State): void }} Taker a method, which may ask for more than a State */
/**
 * A screen is shown only while its kind of state lasts, so `update` may ask for one that holds a room, or a prompt.
 * @typedef {object} Screen
 * @property {HTMLElement} node
 * @property {Taker["take"]} [update]
 * @property {(now: number, room: RoomView) => void} [tick]
 * @property {() => void} [leave]
 */

/** A new screen's main button takes no tap for so many milliseconds: it was meant for the screen before. */
const SETTLING = 500;

/**
 * @template {Context} C
 * @param {HTMLElement} box
 * @param {C} ctx
 */
export function switcher(box, ctx) {
  /** @type {Screen | null} */
  let current = null;
  /** @type {string | null} */
  let key = null;
  let settling = 0;
  requestAnimationFrame(frame);
  return { turn };

  /**
   * Shows the screen of this name, anew where the key has changed.
   * @param {[name: string, key: string]} which
   * @param {Record<string, (ctx: C) => Screen>} screens
   * @param {State} state
   */
  function turn([name, nextKey], screens, state) {
    if (!current || nextKey !== key) {
      current?.leave?.();
      key = nextKey;
      current = mount(name, screens[name](ctx));
    }
    current.update?.(state);
    frameNow();
  }

  /** @param {string} name @param {Screen} screen */
  function mount(name, screen) {
    screen.node.dataset.screen = name;
    box.replaceChildren(screen.node);
    box.scrollTop = 0;
    settle();
    if (document.activeElement === document.body) screen.node.querySelector("h1")?.focus({ preventScroll: true });
    return screen;
  }

  function settle() {
    clearTimeout(settling);
    mark(box, "settling", true);
    settling = setTimeout(() => mark(box, "settling", false), SETTLING);
  }

  function frame() {
    // First, so that what goes wrong in one frame does not end them all.
    requestAnimationFrame(frame);
    frameNow();
  }

  function frameNow() {
    const { room } = ctx.connection.store.state;
    if (room) current?.tick?.(ctx.connection.clock.now(), room);
  }
}

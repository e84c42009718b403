/** Binds store, clock and socket together, and asks for a snapshot whenever news may have been missed. */

/**
 * @import {
 *   ClientMessage, ErrorMessage, Face, Happening, PanelCommand, PanelMessage, PosesMessage, ReactionMessage,
 *   ServerMessage, ShownMessage,
 * } from "./protocol.js"
 */
/** @import { State } from "./store.js" */

import { Clock } from "./clock.js";
import { LiveSocket } from "./socket.js";
import { receive, Store } from "./store.js";

/** @typedef {ClientMessage | PanelCommand} Command */
/**
 * What a message of this type holds besides.
 * @template {Command["type"]} T
 * @typedef {Omit<Extract<Command, { type: T }>, "type">} FieldsOf
 */
/**
 * @template {Command["type"]} T
 * @typedef {{} extends FieldsOf<T> ? [fields?: FieldsOf<T>] : [fields: FieldsOf<T>]} RestOf
 */
/**
 * Whether the message could be sent. Where it has to hold something, its fields have to be given.
 * @typedef {<T extends Command["type"]>(type: T, ...rest: RestOf<T>) => boolean} Send
 */
/**
 * @typedef {object} Handlers
 * @property {(event: Happening) => void} happening
 * @property {(message: ReactionMessage) => void} reaction
 * @property {(message: PosesMessage) => void} poses
 * @property {(message: ShownMessage) => void} shown
 * @property {(message: Omit<ErrorMessage, "type">) => void} error
 * @property {(message: ServerMessage | PanelMessage) => void} any
 */

const PATIENCE = 1500;
const EVERY = 30000;
const GONE = "This party is over: its room has closed, and its photos are erased.";
/** Refusals after which the connection is closed for good. */
const FAREWELLS = new Set(["kicked", "no_such_room", "no_spectators", "link_needed"]);
const NOT_YOU = "You cannot come into this room.";

export class Connection {
  store = new Store();
  clock = new Clock();
  /** @type {Handlers} */
  on = { happening() {}, reaction() {}, poses() {}, shown() {}, error() {}, any() {} };
  /** @type {LiveSocket<ServerMessage | PanelMessage>} */
  #socket;
  #asked = 0;
  /** @type {ErrorMessage | null} */
  #refusal = null;

  /** @param {string} path */
  constructor(path) {
    this.#socket = new LiveSocket(path, {
      message: (message) => this.#received(message),
      status: (status) => this.#status(status),
      final: (code) => this.#final(code),
    });
    setInterval(() => this.#checkDeadline(), 500);
    this.#resyncLater();
  }

  /** @type {Send} */
  send = (type, ...[fields]) => {
    const sent = this.#socket.send(type, fields);
    if (!sent) this.on.error({ code: "offline", message: "No connection right now. Try again in a moment.", re: type });
    return sent;
  };

  /**
   * Says what face is pulled. What gets lost is not worth a word: the next one is on its way.
   * @param {Face} face
   */
  pose(face) {
    this.#socket.send("pose", { face });
  }

  restart() {
    this.store.change({ closed: null, room: null, you: null, connection: "connecting" });
    this.#socket.restart();
  }

  /** @param {State["connection"]} connection */
  #status(connection) {
    if (connection === "open") this.clock.forget();
    this.store.change({ connection });
  }

  /** @param {number} code */
  #final(code) {
    const unsaid = code === 4404 ? { code: "gone", message: GONE } : { code: "not_allowed", message: NOT_YOU };
    const closed = this.store.state.closed || (code === 4403 && this.#refusal) || unsaid;
    this.store.change({ closed, room: null, you: null, connection: "over" });
  }

  /** @param {ServerMessage | PanelMessage} message */
  #received(message) {
    if (message.type === "pong") this.clock.sample(message.sent, message.server_time);
    else if ("server_time" in message) this.clock.glimpse(message.server_time);
    const { state, gap } = receive(this.store.state, message);
    if (gap) this.#resync();
    this.store.set(state);
    this.on.any(message);
    if (message.type === "reaction") this.on.reaction(message);
    if (message.type === "poses") this.on.poses(message);
    if (message.type === "shown") this.on.shown(message);
    if (message.type === "error") this.#refused(message);
    if (message.type === "update") message.events.forEach((event) => this.on.happening(event));
  }

  /** @param {ErrorMessage} message */
  #refused(message) {
    // The page itself asks for it.
    if (message.code === "password_needed") location.reload();
    else if (FAREWELLS.has(message.code) && !message.re) this.#refusal = message;
    else this.on.error(message);
  }

  #resync() {
    if (Date.now() - this.#asked < PATIENCE) return;
    this.#asked = Date.now();
    this.#socket.send("resync");
  }

  #checkDeadline() {
    const deadline = this.store.state.room?.deadline;
    if (deadline && this.clock.now() > deadline + PATIENCE) this.#resync();
  }

  #resyncLater() {
    setTimeout(
      () => {
        this.#resync();
        this.#resyncLater();
      },
      EVERY + (Math.random() - 0.5) * 10000,
    );
  }
}

/** Binds store, clock and socket together, and asks for a snapshot whenever news may have been missed. */

import { Clock } from "./clock.js";
import { RoomSocket } from "./socket.js";
import { receive, Store } from "./store.js";

const PATIENCE = 1500;
const EVERY = 30000;
const GONE = "This party is over: its room has closed, and its photos are erased.";
/** Refusals after which the connection is closed for good. */
const FAREWELLS = new Set(["kicked", "no_such_room", "no_spectators"]);
const NOT_YOU = "You cannot come into this room.";

export class Connection {
  store = new Store();
  clock = new Clock();
  /** { happening(event), reaction(message), error(message), any(message) } */
  on = { happening() {}, reaction() {}, error() {}, any() {} };
  #socket;
  #asked = 0;
  #refusal = null;

  constructor(path) {
    this.#socket = new RoomSocket(path, {
      message: (message) => this.#received(message),
      status: (status) => this.#status(status),
      final: (code) => this.#final(code),
    });
    setInterval(() => this.#checkDeadline(), 500);
    this.#resyncLater();
  }

  send = (type, fields) => {
    const sent = this.#socket.send(type, fields);
    if (!sent) this.on.error({ code: "offline", message: "No connection right now. Try again in a moment.", re: type });
    return sent;
  };

  restart() {
    this.store.change({ closed: null, room: null, you: null, connection: "connecting" });
    this.#socket.restart();
  }

  #status(connection) {
    if (connection === "open") this.clock.forget();
    this.store.change({ connection });
  }

  #final(code) {
    const unsaid = code === 4404 ? { code: "gone", message: GONE } : { code: "not_allowed", message: NOT_YOU };
    const closed = this.store.state.closed || (code === 4403 && this.#refusal) || unsaid;
    this.store.change({ closed, room: null, you: null, connection: "over" });
  }

  #received(message) {
    if (message.type === "pong") this.clock.sample(message.sent, message.server_time);
    else if (message.server_time) this.clock.glimpse(message.server_time);
    const { state, gap } = receive(this.store.state, message);
    if (gap) this.#resync();
    this.store.set(state);
    this.on.any(message);
    if (message.type === "reaction") this.on.reaction(message);
    if (message.type === "error") this.#refused(message);
    for (const event of message.events ?? []) this.on.happening(event);
  }

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

/** One connection to a room or a visit that mends itself: backoff with jitter, at once when the network or the screen wakes. */

/**
 * `M` is what the server says there.
 * @template M
 * @typedef {object} Listener
 * @property {(data: M) => void} message
 * @property {(status: "open" | "lost") => void} status
 * @property {(code: number) => void} final
 */

const SHORTEST = 500;
const LONGEST = 8000;
const SILENCE = 25000;
const PING_EVERY = 8000;
const FINAL = new Set([4404, 4403]);

/** @template M */
export class LiveSocket {
  #url;
  #on;
  /** @type {WebSocket | null} */
  #socket = null;
  #tries = 0;
  #retry = 0;
  #heard = 0;
  #over = false;

  /** @param {string} path @param {Listener<M>} on */
  constructor(path, on) {
    this.#url = Object.assign(new URL(path, location.href), {
      protocol: location.protocol === "https:" ? "wss:" : "ws:",
    });
    this.#on = on;
    addEventListener("online", () => this.#wake());
    addEventListener("offline", () => this.#drop());
    document.addEventListener("visibilitychange", () => document.hidden || this.#wake());
    setInterval(() => this.#beat(), PING_EVERY);
    this.#connect();
  }

  /** @param {string} type @param {object} fields @returns {boolean} whether it could be sent */
  send(type, fields = {}) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify({ type, ...fields }));
    return true;
  }

  ping() {
    this.send("ping", { sent: Date.now() });
  }

  /** A new connection with a new authority, as after joining. */
  restart() {
    this.#over = false;
    this.#tries = 0;
    this.#drop();
    this.#connect();
  }

  /** Nothing more is asked, and nothing heard. */
  end() {
    this.#over = true;
    clearTimeout(this.#retry);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #connect() {
    clearTimeout(this.#retry);
    if (this.#over || this.#socket) return;
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.onopen = () => this.#opened(socket);
    socket.onmessage = (event) => this.#received(socket, event);
    socket.onclose = (event) => this.#closed(socket, event.code);
  }

  /** @param {WebSocket} socket */
  #opened(socket) {
    if (socket !== this.#socket) return;
    this.#tries = 0;
    this.#heard = Date.now();
    this.#on.status("open");
    for (const wait of [0, 300, 900]) setTimeout(() => this.ping(), wait);
  }

  /** @param {WebSocket} socket @param {MessageEvent<string>} event */
  #received(socket, event) {
    if (socket !== this.#socket) return;
    this.#heard = Date.now();
    this.#on.message(JSON.parse(event.data));
  }

  /** @param {WebSocket} socket @param {number} code */
  #closed(socket, code) {
    if (socket !== this.#socket) return;
    this.#socket = null;
    if (FINAL.has(code)) {
      this.#over = true;
      this.#on.final(code);
      return;
    }
    this.#on.status("lost");
    const wait = Math.min(LONGEST, SHORTEST * 2 ** this.#tries++);
    this.#retry = setTimeout(() => this.#connect(), wait * (0.5 + Math.random() / 2));
  }

  #drop() {
    const socket = this.#socket;
    if (!socket) return;
    this.#closed(socket, 1006);
    socket.close();
  }

  #wake() {
    if (this.#socket?.readyState === WebSocket.OPEN) this.ping();
    else if (!this.#socket) this.#connect();
  }

  #beat() {
    if (this.#socket?.readyState === WebSocket.OPEN && Date.now() - this.#heard > SILENCE) this.#drop();
    else this.ping();
  }
}

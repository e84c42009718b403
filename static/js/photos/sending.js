/** A photo's way to the judges. No single lost request costs a photo, and no photo is counted twice. */

/** @import { UploadTicket } from "../live/protocol.js" */

import { ApiError, postPhoto } from "../api.js";

const JPEG = "image/jpeg";
const KINDS = /^image\/(jpeg|png|webp|avif|gif|heic|heif)$/;
/** A ticket is good for two minutes; one that is younger than this leaves enough of them to use it. */
const FRESH = 100_000;
const SHORTEST = 400;
const LONGEST = 4000;
/** Refusals that a new ticket mends. */
const STALE = new Set(["ticket_invalid", "nothing_arrived"]);
/** A photo that meets a pause waits for its end. */
const PAUSED = "paused";

/**
 * What has been done for a photo stays done, however often the rest is tried again.
 * @typedef {{ photo: Blob, ticket: UploadTicket | null, posted: boolean, renewed: boolean }} Shot
 */

/**
 * Who gives tickets, and hears that a photo has arrived in the bucket; what becomes of a photo there is an `R`.
 * @template R
 * @typedef {object} Desk
 * @property {(content_type: string) => Promise<UploadTicket>} ask
 * @property {(upload: string) => Promise<R>} report
 */

/** @param {Blob} photo @returns {Shot} */
export function shotOf(photo) {
  return { photo, ticket: null, posted: false, renewed: false };
}

/** @template R */
export class Sender {
  #desk;
  #open;
  #retrying;
  /** @type {{ asked: number, ticket: Promise<UploadTicket> } | null} */
  #next = null;

  /**
   * `open()`: is it worth another try? `retrying()` is called before each.
   * @param {Desk<R>} desk
   * @param {{ open: () => boolean, retrying?: () => void }} asked
   */
  constructor(desk, { open, retrying = () => {} }) {
    this.#desk = desk;
    this.#open = open;
    this.#retrying = retrying;
  }

  /** Asks for the next shot's ticket before it is needed. */
  prepare() {
    const ticket = this.#desk.ask(JPEG);
    // That it fails is no news yet: the shot asks again.
    ticket.catch(() => {});
    this.#next = { asked: Date.now(), ticket };
  }

  /**
   * What has become of the shot. Raises the ApiError that is final, or the last one when time is up.
   * @param {Shot} shot
   */
  async send(shot) {
    for (let tries = 0; ; tries += 1) {
      try {
        return await this.#attempt(shot);
      } catch (error) {
        if (!(error instanceof ApiError && this.#open() && mend(shot, error))) throw error;
      }
      this.#retrying();
      await rest(Math.min(LONGEST, SHORTEST * 2 ** tries) * (0.5 + Math.random() / 2));
    }
  }

  /** @param {Shot} shot @returns {Promise<R>} */
  async #attempt(shot) {
    const ticket = (shot.ticket ??= await this.#ticketFor(shot.photo));
    if (!ticket.upload) return postPhoto(ticket, shot.photo);
    if (!shot.posted) await postPhoto(ticket, shot.photo);
    shot.posted = true;
    return this.#desk.report(ticket.upload);
  }

  /** @param {Blob} photo */
  #ticketFor({ type }) {
    const kind = KINDS.test(type) ? type : JPEG;
    const ask = () => this.#desk.ask(kind);
    const next = this.#next;
    if (!next || kind !== JPEG) return ask();
    this.#next = null;
    return Date.now() - next.asked < FRESH ? next.ticket.catch(ask) : ask();
  }
}

/**
 * Whether the shot may be tried again after this; where its ticket is at fault, once, with a new one.
 * A ticket names its take, so that a photo of which only the answer was lost is not counted again.
 * @param {Shot} shot
 * @param {ApiError} error
 */
function mend(shot, error) {
  if (error.passing || error.code === PAUSED) return true;
  if (shot.renewed || !isStale(shot, error)) return false;
  Object.assign(shot, { ticket: null, posted: false, renewed: true });
  return true;
}

/** @param {Shot} shot @param {ApiError} error */
function isStale({ ticket, posted }, { code }) {
  const fromBucket = ticket?.upload && !posted;
  return STALE.has(code) || fromBucket;
}

/**
 * A pause, cut short when the network comes back.
 * @param {number} milliseconds
 * @returns {Promise<unknown>}
 */
function rest(milliseconds) {
  return new Promise((done) => {
    setTimeout(done, milliseconds);
    addEventListener("online", done, { once: true });
  });
}

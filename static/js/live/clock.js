/** The server's time, as well as this screen can tell it: the offset of the ping with the shortest way counts. */

export class Clock {
  #offset = 0;
  #roundTrip = Infinity;

  now() {
    return Date.now() + this.#offset;
  }

  /** After sleep the device's clock may have jumped: the next sample counts again. */
  forget() {
    this.#roundTrip = Infinity;
  }

  /**
   * A message's own time is better than nothing, until a ping has measured.
   * @param {number} serverTime
   */
  glimpse(serverTime) {
    if (this.#roundTrip === Infinity) this.#offset = serverTime - Date.now();
  }

  /** @param {number} sent @param {number} serverTime @param {number} received */
  sample(sent, serverTime, received = Date.now()) {
    const roundTrip = received - sent;
    if (roundTrip < 0 || roundTrip > this.#roundTrip) return;
    this.#roundTrip = roundTrip;
    this.#offset = serverTime - (sent + received) / 2;
  }
}

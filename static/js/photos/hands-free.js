/** The shutter that needs no thumb: for eyes that are shut, and for arms that are far away. */

import { announce } from "../ui/announce.js";
import { likes } from "../ui/habits.js";
import { buzz, rise } from "../ui/sound.js";

/** So many milliseconds a face has to fit. */
export const MOMENT = 800;

/**
 * Hears how the meter finds each look, and shoots when the target was held for a moment; then not again before the face has
 * let go. `shown` is told when a hold begins and ends.
 * @param {object} shutter
 * @param {() => boolean} shutter.ready whether a photo may be taken by itself now
 * @param {() => void} shutter.shoot
 * @param {(holding: boolean) => void} shutter.shown
 * @param {() => number} [clock] milliseconds
 */
export function handsFree({ ready, shoot, shown }, clock = () => performance.now()) {
  /** @type {number | null} */
  let since = null;
  let fired = false;
  let hush = () => {};
  return { hear, stop };

  /** @param {{ hold: boolean } | null} match */
  function hear(match) {
    if (!match?.hold) return stop();
    if (fired || !likes("handsfree") || !ready()) return quiet();
    if (since === null) begin();
    else if (clock() - since >= MOMENT) fire();
  }

  function begin() {
    since = clock();
    hush = rise(MOMENT);
    buzz(25);
    shown(true);
  }

  function fire() {
    quiet();
    fired = true;
    buzz([60, 40, 60]);
    announce("Photo taken");
    shoot();
  }

  function stop() {
    quiet();
    fired = false;
  }

  function quiet() {
    if (since === null) return;
    since = null;
    hush();
    shown(false);
  }
}

/** The meter for a screen with a camera: fetched when it first has something to show. */

/** @import { You } from "../live/protocol.js" */
/** @import { Target } from "./expression.js" */
/** @import { Heard } from "./meter.js" */

/**
 * `start` may be called with every new state and begins once; `stop` ends it for good.
 * @param {HTMLVideoElement} video
 * @param {HTMLElement} container
 * @param {Heard} [heard]
 */
export function lazyMeter(video, container, heard) {
  /** @type {Promise<() => void> | null} */
  let ending = null;
  return { start, stop };

  /** @param {Target | null} target @param {You["calibration"] | null} calibration */
  function start(target = null, calibration = null) {
    ending ??= import("./meter.js").then(({ startMeter }) => startMeter({ video, target, calibration, container, heard }));
    ending.catch(() => {});
  }

  function stop() {
    ending ??= Promise.resolve(() => {});
    ending.then((end) => end(), () => {});
  }
}

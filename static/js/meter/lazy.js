/** The meter for a screen with a camera: fetched when it first has something to show. */

/** `start` may be called with every new state and begins once; `stop` ends it for good. */
export function lazyMeter(video, container) {
  let ending = null;
  return { start, stop };

  function start(target = null, calibration = null) {
    ending ??= import("./meter.js").then(({ startMeter }) => startMeter({ video, target, calibration, container }));
    ending.catch(() => {});
  }

  function stop() {
    ending ??= Promise.resolve(() => {});
    ending.then((end) => end(), () => {});
  }
}

/** Mounts one screen at a time, hands it every state, and lets it tick with the server's clock. */

import { mark } from "../ui/dom.js";

/** A new screen's main button takes no tap for so many milliseconds: it was meant for the screen before. */
const SETTLING = 500;

export function switcher(box, ctx) {
  let current = null;
  let key = null;
  let settling = 0;
  requestAnimationFrame(frame);
  return { turn };

  function turn([name, nextKey], screens, state) {
    if (nextKey !== key) {
      current?.leave?.();
      key = nextKey;
      current = screens[name](ctx);
      current.node.dataset.screen = name;
      box.replaceChildren(current.node);
      box.scrollTop = 0;
      settle();
      if (document.activeElement === document.body) current.node.querySelector("h1")?.focus({ preventScroll: true });
    }
    current.update?.(state);
    frameNow();
  }

  function settle() {
    clearTimeout(settling);
    mark(box, "settling", true);
    settling = setTimeout(() => mark(box, "settling", false), SETTLING);
  }

  function frame() {
    frameNow();
    requestAnimationFrame(frame);
  }

  function frameNow() {
    if (ctx.connection.store.state.room) current?.tick?.(ctx.connection.clock.now());
  }
}

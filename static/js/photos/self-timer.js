/** 3, 2, 1 over the viewfinder between the tap and the photo. */

import { announce } from "../ui/announce.js";
import { el, say } from "../ui/dom.js";
import { buzz, chirp } from "../ui/sound.js";

const FROM = 3;

export function selfTimer() {
  const node = el("p.self-timer", { hidden: true, "aria-hidden": "true" });
  let left = 0;
  let waiting = 0;
  let act = () => {};
  return { node, start, stop };

  /**
   * Counts down and then acts; counting already, it stops: the tap was a second thought.
   * @param {() => void} then
   */
  function start(then) {
    if (left) return stop();
    [left, act] = [FROM, then];
    announce("3, 2, 1");
    show();
  }

  function show() {
    node.hidden = !left;
    if (!left) return act();
    say(node, String(left));
    node.classList.remove("landing");
    void node.offsetWidth;
    node.classList.add("landing");
    chirp(FROM - left);
    buzz(30);
    waiting = setTimeout(() => {
      left -= 1;
      show();
    }, 1000);
  }

  function stop() {
    clearTimeout(waiting);
    left = 0;
    node.hidden = true;
  }
}

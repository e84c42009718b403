/** A button that asks once more before it does what cannot be undone. */

import { el, say } from "../../js/ui/dom.js";

const PATIENCE = 4000;

/** @param {string} words @param {string} sure @param {() => unknown} act @param {string} look */
export function confirmButton(words, sure, act, look = "small") {
  const button = el(`button.hp-button.danger.${look}`, { type: "button", onclick: press }, words);
  let armed = 0;
  return button;

  function press() {
    if (armed) act();
    else say(button, sure);
    clearTimeout(armed);
    armed = armed ? 0 : setTimeout(calm, PATIENCE);
    if (!armed) calm();
  }

  function calm() {
    armed = 0;
    say(button, words);
  }
}

/** @param {string} words @param {(event: MouseEvent) => unknown} act @param {string} look */
export function button(words, act, look = "small") {
  return el(`button.hp-button.${look}`, { type: "button", onclick: act }, words);
}

/** A button that asks once more before it does what cannot be undone. */

import { el, say } from "../../js/ui/dom.js";

const PATIENCE = 4000;

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

export function button(words, act, look = "small") {
  return el(`button.hp-button.${look}`, { type: "button", onclick: act }, words);
}

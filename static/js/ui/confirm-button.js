/** A button that asks once more before it does what cannot be undone. */

/** @import { Icon } from "./icons.js" */

import { el } from "./dom.js";
import { icon } from "./icons.js";

const PATIENCE = 3500;
/** A double click is no second thought: the answer counts only after so many milliseconds. */
const REST = 400;

/**
 * Shows `words`, or the icon `sign` with `words` for its name; `sure` is the question in between.
 * @param {{ sign?: Icon, words: string, kind?: string }} what
 * @param {string} sure
 * @param {() => unknown} act
 */
export function confirmButton({ sign, words, kind = "pink" }, sure, act) {
  const calm = () => (sign ? [icon(sign)] : [words]);
  const button = el(
    `button.button.${kind}`,
    { type: "button", "aria-label": sign && words, onclick: press },
    ...calm(),
  );
  button.classList.toggle("small", Boolean(sign));
  let armed = 0;
  return button;

  function press() {
    if (button.ariaDisabled) return;
    const meant = Boolean(armed);
    rest();
    if (meant) return act();
    button.replaceChildren(sure);
    if (sign) button.setAttribute("aria-label", `${sure} ${words}`);
    armed = setTimeout(rest, PATIENCE);
    button.ariaDisabled = "true";
    setTimeout(() => (button.ariaDisabled = null), REST);
  }

  function rest() {
    clearTimeout(armed);
    armed = 0;
    button.replaceChildren(...calm());
    if (sign) button.setAttribute("aria-label", words);
  }
}

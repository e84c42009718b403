/** Two or three sliders with a ghost of the suggestion behind each, and one for whatever else is to count. */

/** @import { Openness, Target } from "../../../js/meter/expression.js" */

import { el, find, mark, say } from "../../../js/ui/dom.js";
import { PARTS as OTHERS, endOf, hasSides } from "../../../js/ui/parts.js";

/** @type {Record<keyof Openness, string>} */
const PARTS = { left_eye: "Left eye", right_eye: "Right eye", mouth: "Mouth" };

/** @param {HTMLElement} box @param {HTMLInputElement} together @param {(target: Target) => void} onchange */
export function sliders(box, together, onchange) {
  const open = Object.entries(PARTS).map(([name, words]) => row(name, words, 0));
  const [left, right] = open;
  const others = OTHERS.map((name) => row(name, nameOf(name), hasSides(name) ? -1 : 0));
  const rows = [...open, ...others];
  const wishes = others.map((one) => wish(one.name, (on) => want(one.name, on)));
  let chosen = "left_eye";
  const also = el("fieldset.hp-also", {}, el("legend", {}, "Also counts"), ...wishes.map(({ node }) => node));
  box.replaceChildren(...open.map((one) => one.node), also, ...others.map((one) => one.node));
  together.addEventListener("change", () => tie(together.checked));
  tie(together.checked);
  return { set, values, nudge, choose, step, ghost };

  /** @param {string} name @param {string} words @param {number} least */
  function row(name, words, least) {
    const input = el("input", {
      type: "range",
      min: least,
      max: 1,
      step: 0.01,
      "aria-label": words,
      oninput: () => moved(name),
      onfocus: () => choose(name),
    });
    const output = el("output");
    const node = el(
      "label.hp-slider",
      { data: { part: name } },
      el("span", {}, words),
      el("span.hp-track", {}, el("i.hp-ghost-mark", { hidden: true }), input),
      output,
    );
    return { name, node, input, output };
  }

  function shown() {
    return rows.filter((one) => !one.node.hidden);
  }

  /**
   * With both eyes together the left slider moves both.
   * @param {boolean} on
   */
  function tie(on) {
    right.node.hidden = on;
    say(find(left.node, "span"), on ? "Eyes" : PARTS.left_eye);
    if (on) right.input.value = left.input.value;
    choose(on && chosen === "right_eye" ? "left_eye" : chosen);
    tell();
  }

  /** Whether a part counts. @param {string} name @param {boolean} on */
  function want(name, on) {
    const one = others.find((other) => other.name === name) ?? others[0];
    one.node.hidden = !on;
    if (on) one.input.value = "1";
    choose(on ? name : "left_eye");
    tell();
  }

  /** @param {string} name */
  function moved(name) {
    if (together.checked && name === "left_eye") right.input.value = left.input.value;
    tell();
  }

  function tell() {
    for (const one of rows) say(one.output, valueWords(one.name, Number(one.input.value)));
    wishes.forEach(({ input }, index) => (input.checked = !others[index].node.hidden));
    onchange(values());
  }

  /** @returns {Target} */
  function values() {
    const [left_eye, right_eye, mouth] = open.map((one) => Number(one.input.value));
    const parts = others.filter((one) => !one.node.hidden).map((one) => [one.name, Number(one.input.value)]);
    return { left_eye, right_eye, mouth, parts: Object.fromEntries(parts) };
  }

  /** @param {Target} target */
  function set(target) {
    if (together.checked !== (target.left_eye === target.right_eye)) {
      together.checked = target.left_eye === target.right_eye;
      tie(together.checked);
    }
    for (const one of open) one.input.value = String(target[/** @type {keyof Openness} */ (one.name)]);
    for (const one of others) {
      one.node.hidden = target.parts?.[one.name] === undefined;
      one.input.value = String(target.parts?.[one.name] ?? 0);
    }
    tell();
  }

  /** @param {number} by */
  function nudge(by) {
    const one = rows.find((row) => row.name === chosen) ?? left;
    one.input.value = String(Math.round((Number(one.input.value) + by) * 100) / 100);
    moved(one.name);
  }

  /** @param {string} name */
  function choose(name) {
    chosen = name;
    for (const one of rows) mark(one.node, "on", one.name === chosen);
  }

  /** @param {number} by */
  function step(by) {
    const parts = shown().map((one) => one.name);
    choose(parts[Math.min(parts.length - 1, Math.max(0, parts.indexOf(chosen) + by))]);
  }

  /** @param {Openness | null | undefined} target */
  function ghost(target) {
    for (const one of open) {
      const sign = find(one.node, ".hp-ghost-mark");
      sign.hidden = !target;
      if (target) sign.style.setProperty("--at", String(target[/** @type {keyof Openness} */ (one.name)]));
    }
  }
}

/** @param {string} name @param {(on: boolean) => void} onchange */
function wish(name, onchange) {
  const input = el("input", { type: "checkbox", onchange: () => onchange(input.checked) });
  return { input, node: el("label", {}, input, nameOf(name)) };
}

/** @param {string} name */
function nameOf(name) {
  return name[0].toUpperCase() + name.slice(1);
}

/** "50 %", or for what has two sides "50 % up". @param {string} name @param {number} value */
function valueWords(name, value) {
  return `${Math.round(Math.abs(value) * 100)} %${hasSides(name) && value ? ` ${endOf(name, value)}` : ""}`;
}

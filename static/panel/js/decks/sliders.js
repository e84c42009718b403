/** Two or three sliders with a ghost of the suggestion behind each. */

/** @import { Openness } from "../../../js/meter/expression.js" */

import { el, find, mark, say } from "../../../js/ui/dom.js";

/** @typedef {keyof Openness} Part */

/** @type {Record<Part, string>} */
const PARTS = { left_eye: "Left eye", right_eye: "Right eye", mouth: "Mouth" };

/** @param {HTMLElement} box @param {HTMLInputElement} together @param {(target: Openness) => void} onchange */
export function sliders(box, together, onchange) {
  const [left, right, mouth] = [row("left_eye"), row("right_eye"), row("mouth")];
  const rows = [left, right, mouth];
  /** @type {Part} */
  let chosen = "left_eye";
  box.replaceChildren(...rows.map((one) => one.node));
  together.addEventListener("change", () => tie(together.checked));
  tie(together.checked);
  return { set, values, nudge, choose, step, ghost };

  /** @param {Part} name */
  function row(name) {
    const words = PARTS[name];
    const input = el("input", {
      type: "range",
      min: 0,
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

  /** @param {Part} name */
  function moved(name) {
    if (together.checked && name === "left_eye") right.input.value = left.input.value;
    tell();
  }

  function tell() {
    for (const one of rows) say(one.output, `${Math.round(Number(one.input.value) * 100)} %`);
    onchange(values());
  }

  /** @returns {Openness} */
  function values() {
    const [left_eye, right_eye, open] = rows.map((one) => Number(one.input.value));
    return { left_eye, right_eye, mouth: open };
  }

  /** @param {Openness} target */
  function set(target) {
    if (together.checked !== (target.left_eye === target.right_eye)) {
      together.checked = target.left_eye === target.right_eye;
      tie(together.checked);
    }
    for (const one of rows) one.input.value = String(target[one.name]);
    tell();
  }

  /** @param {number} by */
  function nudge(by) {
    const one = rows.find((row) => row.name === chosen) ?? left;
    one.input.value = String(Math.round((Number(one.input.value) + by) * 100) / 100);
    moved(one.name);
  }

  /** @param {Part} name */
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
    for (const one of rows) {
      const sign = find(one.node, ".hp-ghost-mark");
      sign.hidden = !target;
      if (target) sign.style.setProperty("--at", String(target[one.name]));
    }
  }
}

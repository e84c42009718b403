/** Two or three sliders with a ghost of the suggestion behind each. */

import { el, mark, say } from "../../../js/ui/dom.js";

const PARTS = { left_eye: "Left eye", right_eye: "Right eye", mouth: "Mouth" };

export function sliders(box, together, onchange) {
  const rows = Object.entries(PARTS).map(([name, words]) => row(name, words));
  let chosen = "left_eye";
  box.replaceChildren(...rows.map((one) => one.node));
  together.addEventListener("change", () => tie(together.checked));
  tie(together.checked);
  return { set, values, nudge, choose, step, ghost };

  function row(name, words) {
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

  /** With both eyes together the left slider moves both. */
  function tie(on) {
    rows[1].node.hidden = on;
    say(rows[0].node.firstElementChild, on ? "Eyes" : PARTS.left_eye);
    if (on) rows[1].input.value = rows[0].input.value;
    choose(on && chosen === "right_eye" ? "left_eye" : chosen);
    tell();
  }

  function moved(name) {
    if (together.checked && name === "left_eye") rows[1].input.value = rows[0].input.value;
    tell();
  }

  function tell() {
    for (const one of rows) say(one.output, `${Math.round(one.input.value * 100)} %`);
    onchange(values());
  }

  function values() {
    return Object.fromEntries(rows.map((one) => [one.name, Number(one.input.value)]));
  }

  function set(target) {
    if (together.checked !== (target.left_eye === target.right_eye)) {
      together.checked = target.left_eye === target.right_eye;
      tie(together.checked);
    }
    for (const one of rows) one.input.value = target[one.name];
    tell();
  }

  function nudge(by) {
    const one = rows.find((row) => row.name === chosen);
    one.input.value = Math.round((Number(one.input.value) + by) * 100) / 100;
    moved(one.name);
  }

  function choose(name) {
    chosen = name;
    for (const one of rows) mark(one.node, "on", one.name === chosen);
  }

  function step(by) {
    const parts = shown().map((one) => one.name);
    choose(parts[Math.min(parts.length - 1, Math.max(0, parts.indexOf(chosen) + by))]);
  }

  function ghost(target) {
    for (const one of rows) {
      const sign = one.node.querySelector(".hp-ghost-mark");
      sign.hidden = !target;
      if (target) sign.style.setProperty("--at", target[one.name]);
    }
  }
}

/** Below the meter's face, a scale for every other part that the picture asks for: where you are, and where to be. */

import { el, mark } from "../ui/dom.js";
import { endOf, placeOf } from "../ui/parts.js";

/** @param {Record<string, number>} wanted by part */
export function scales(wanted) {
  const rows = Object.entries(wanted).map(([name, value]) => scale(name, value));
  return { nodes: rows.map((row) => row.node), show };

  /** @param {Record<string, number>} parts as read @param {Record<string, number> | undefined} off */
  function show(parts, off) {
    for (const { name, tell } of rows) tell(parts[name], off?.[name] === 0);
  }
}

/** @param {string} name @param {number} wanted */
function scale(name, wanted) {
  const words = name[0].toUpperCase() + name.slice(1);
  const you = el("i.meter-you", { style: { "--at": placeOf(name, 0) } });
  const goal = el("i.meter-goal", { style: { "--at": placeOf(name, wanted) } });
  const node = el(
    "div.meter-part",
    { role: "meter", "aria-label": `Your ${name}`, "aria-valuemin": -100, "aria-valuemax": 100, "aria-valuenow": 0 },
    el("span", { "aria-hidden": "true" }, words),
    el("span.meter-track", { "aria-hidden": "true" }, goal, you),
  );
  return { name, node, tell };

  /** In tens of percent for a screen reader, which is not to be woken by every frame. @param {number} value @param {boolean} match */
  function tell(value, match) {
    mark(node, "match", match);
    you.style.setProperty("--at", String(placeOf(name, match ? wanted : value)));
    const tens = 10 * Math.round(10 * value);
    const text = `${percent(name, tens)}, wanted ${percent(name, Math.round(100 * wanted))}`;
    if (node.getAttribute("aria-valuetext") === text) return;
    node.setAttribute("aria-valuenow", String(tens));
    node.setAttribute("aria-valuetext", text);
  }
}

/** "40% left". @param {string} name @param {number} value */
function percent(name, value) {
  return value ? `${Math.abs(value)}% ${endOf(name, value)}` : "0%";
}

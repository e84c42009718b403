/** The host's choices. Every change is sent at once; what the server says is what is shown. */

import { decks } from "../api.js";
import { el, say } from "../ui/dom.js";

const STEPS = [
  { name: "rounds", words: "Rounds", low: 1, high: 10, step: 1 },
  { name: "capture", words: "Seconds to pose", low: 5, high: 120, step: 5 },
  { name: "reveal", words: "Seconds of reveal", low: 2, high: 60, step: 2 },
  { name: "max_players", words: "Most players", low: 1, high: 100, step: 1 },
];
const SWITCHES = [
  { name: "locked", words: "Lock the door" },
  { name: "spectators", words: "Others may watch" },
  { name: "approve_photos", words: "Hide photos until I show them" },
];

export function settingsForm({ send }) {
  let room = null;
  const configure = (fields, deck = room.deck.id) =>
    send("configure", { settings: { ...room.settings, ...fields }, deck });
  const steppers = STEPS.map((spec) => stepper(spec, (value) => configure({ [spec.name]: value })));
  const switches = SWITCHES.map((spec) => toggle(spec, (value) => configure({ [spec.name]: value })));
  const deck = deckChoice((id) => configure({}, id));
  const rows = [deck, ...steppers, ...switches];
  const node = el(
    "details.panel.settings",
    {},
    el("summary", {}, el("h2", {}, "Settings")),
    ...rows.map((row) => row.node),
  );
  return { node, update };

  function update(next) {
    room = next;
    for (const row of rows) row.update(room);
  }
}

function stepper({ name, words, low, high, step }, onchange) {
  let value = low;
  const output = el("output", { "aria-live": "polite", "aria-label": words });
  const to = (next) => Math.min(high, Math.max(low, next));
  const less = stepButton("−", `Fewer: ${words}`, () => onchange(to(value - step)));
  const more = stepButton("+", `More: ${words}`, () => onchange(to(value + step)));
  return {
    node: el("div.stepper", {}, el("span", {}, words), less, output, more),
    update(room) {
      value = room.settings[name];
      say(output, String(value));
      less.disabled = value <= low;
      more.disabled = value >= high;
    },
  };
}

function stepButton(sign, words, onclick) {
  return el("button.round-button", { type: "button", "aria-label": words, onclick }, sign);
}

/** A switch for one of the room's settings; also used while a game runs. */
export function toggle({ name, words }, onchange) {
  const input = el("input", { type: "checkbox", role: "switch", onchange: () => onchange(input.checked) });
  return {
    node: el("label.switch", {}, el("span", {}, words), input),
    update: (room) => (input.checked = room.settings[name]),
  };
}

function deckChoice(onchange) {
  const select = el("select.input", { onchange: () => onchange(select.value) });
  let current = null;
  decks().then(show, () => {});
  return {
    node: el("label.field", {}, el("span", {}, "Deck"), select),
    update(room) {
      current = room.deck;
      if (!select.options.length) show([current]);
      select.value = current.id;
    },
  };

  function show(list) {
    select.replaceChildren(
      ...list.map((deck) =>
        el("option", { value: deck.id }, deck.prompts ? `${deck.name} (${deck.prompts})` : deck.name),
      ),
    );
    if (current) select.value = current.id;
  }
}

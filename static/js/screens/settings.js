/** The host's choices. Every change is sent at once; what the server says is what is shown. */

/** @import { DeckRow, DeckView, RoomSettings, RoomView } from "../live/protocol.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { decks } from "../api.js";
import { el, say } from "../ui/dom.js";
import { passwordField } from "./password.js";

/**
 * @typedef {object} Step
 * @property {"rounds" | "capture" | "reveal" | "max_players"} name
 * @property {string} words
 * @property {number} low
 * @property {number} high
 * @property {number} step
 */

/** @type {Step[]} */
const STEPS = [
  { name: "rounds", words: "Rounds", low: 1, high: 10, step: 1 },
  { name: "capture", words: "Seconds to pose", low: 5, high: 120, step: 5 },
  { name: "reveal", words: "Seconds for each photo", low: 3, high: 10, step: 1 },
  { name: "max_players", words: "Most players", low: 1, high: 100, step: 1 },
];
/**
 * What may be switched while a game runs, too.
 * @type {Array<{ name: "locked" | "spectators" | "approve_photos" | "stage_sound", words: string }>}
 */
export const SWITCHES = [
  { name: "locked", words: "Lock the door" },
  { name: "spectators", words: "Others may watch" },
  { name: "approve_photos", words: "Hide photos until I show them" },
  { name: "stage_sound", words: "Sound on the big screen" },
];

/** @type {Array<{ name: typeof SWITCHES[number]["name"] | "scores_at_once" | "classic_parts", words: string }>} */
const SWITCHES_BETWEEN_GAMES = [
  ...SWITCHES,
  { name: "scores_at_once", words: "Tell players their score at once" },
  { name: "classic_parts", words: "Only eyes and mouth count" },
];

/** @type {Array<[value: RoomSettings["code_alone"], words: string]>} */
const CODE_ALONE = [
  ["lobby", "Only in the lobby"],
  ["always", "At any time"],
  ["never", "Never: link or QR code"],
];

/** @param {PhoneContext} ctx */
export function settingsForm({ send }) {
  /** @type {RoomView | null} */
  let room = null;
  const steppers = STEPS.map((spec) => stepper(spec, (value) => configure({ [spec.name]: value })));
  const switches = SWITCHES_BETWEEN_GAMES.map((spec) => toggle(spec, (value) => configure({ [spec.name]: value })));
  const deck = deckChoice((id) => configure({}, id));
  const code = codeChoice((value) => configure({ code_alone: value }));
  const programme = programmeRow(configure);
  const rows = [programme, deck, ...steppers, ...switches, code, passwordField(send)];
  const node = el(
    "details.panel.settings",
    {},
    el("summary", {}, el("h2", {}, "Settings")),
    ...rows.map((row) => row.node),
  );
  return { node, update };

  /** @param {Partial<RoomSettings>} fields @param {string} [deck] */
  function configure(fields, deck) {
    if (room) send("configure", { settings: { ...room.settings, ...fields }, deck: deck ?? room.deck.id });
  }

  /** @param {RoomView} next */
  function update(next) {
    room = next;
    for (const row of rows) row.update(next);
  }
}

/**
 * Only hosts choose, so only they fetch what it takes.
 * @param {(fields: Partial<RoomSettings>) => void} onchange
 */
function programmeRow(onchange) {
  const node = el("div");
  /** @type {RoomView | null} */
  let room = null;
  /** @type {((room: RoomView) => void) | null} */
  let show = null;
  return { node, update };

  /** @param {RoomView} next */
  function update(next) {
    if (!room) import("./programme.js").then(({ programmeField }) => fill(programmeField(onchange)), () => {});
    room = next;
    show?.(next);
  }

  /** @param {{ node: HTMLElement, update: (room: RoomView) => void }} field */
  function fill(field) {
    node.append(field.node);
    show = field.update;
    if (room) show(room);
  }
}

/** @param {Step} step @param {(value: number) => void} onchange */
function stepper({ name, words, low, high, step }, onchange) {
  let value = low;
  const output = el("output", { "aria-live": "polite", "aria-label": words });
  /** @param {number} next */
  const to = (next) => Math.min(high, Math.max(low, next));
  const less = stepButton("−", `Fewer: ${words}`, () => onchange(to(value - step)));
  const more = stepButton("+", `More: ${words}`, () => onchange(to(value + step)));
  return {
    node: el("div.stepper", {}, el("span", {}, words), less, output, more),
    /** @param {RoomView} room */
    update(room) {
      value = room.settings[name];
      say(output, String(value));
      less.disabled = value <= low;
      more.disabled = value >= high;
    },
  };
}

/** @param {string} sign @param {string} words @param {() => void} onclick */
function stepButton(sign, words, onclick) {
  return el("button.round-button", { type: "button", "aria-label": words, onclick }, sign);
}

/**
 * A switch for one of the room's settings; also used while a game runs.
 * @template {string} N
 * @param {{ name: N, words: string }} setting
 * @param {(on: boolean) => void} onchange
 */
export function toggle({ name, words }, onchange) {
  const input = el("input", { type: "checkbox", role: "switch", onchange: () => onchange(input.checked) });
  return {
    node: el("label.switch", {}, el("span", {}, words), input),
    /** @param {{ settings: Record<N, boolean> }} room */
    update: (room) => (input.checked = room.settings[name]),
  };
}

/** @param {(value: RoomSettings["code_alone"]) => void} onchange */
function codeChoice(onchange) {
  const options = CODE_ALONE.map(([value, words]) => el("option", { value }, words));
  const select = el("select.input", { onchange: () => onchange(/** @type {any} */ (select.value)) }, options);
  return {
    node: el("label.field", {}, el("span", {}, "The five letters let people in"), select),
    /** @param {RoomView} room */
    update: (room) => (select.value = room.settings.code_alone),
  };
}

/** @param {(id: string) => void} onchange */
function deckChoice(onchange) {
  const select = el("select.input", { onchange: () => onchange(select.value) });
  /** @type {DeckView | null} */
  let current = null;
  decks().then(show, () => {});
  return {
    node: el("label.field", {}, el("span", {}, "Deck"), select),
    /** @param {RoomView} room */
    update(room) {
      current = room.deck;
      if (!select.options.length) show([current]);
      select.value = current.id;
    },
  };

  /** @param {Array<DeckView | DeckRow>} list */
  function show(list) {
    select.replaceChildren(
      ...list.map((deck) => {
        const size = "prompts" in deck && deck.prompts ? ` (${deck.prompts})` : "";
        return el("option", { value: deck.id }, deck.name + size);
      }),
    );
    if (current) select.value = current.id;
  }
}

/** The editor of targets: one picture, three sliders and more, everything by keyboard. */

/** @import { Openness, Target } from "../../../js/meter/expression.js" */

import { byId, el, keep, mark, say } from "../../../js/ui/dom.js";
import { csrf } from "../csrf.js";
import { sliders } from "./sliders.js";

/**
 * @typedef {object} Card
 * @property {string} id
 * @property {string} title
 * @property {string} picture
 * @property {string} thumbnail
 * @property {string} save
 * @property {boolean} labelled
 * @property {Target} target
 * @property {(Openness & { box?: number[] }) | null} [suggestion]
 * @property {number | null} [confidence]
 */

/** @type {Card[]} */
const cards = JSON.parse(document.getElementById("cards")?.textContent ?? "[]");
/** @type {Record<string, [eyes: number, mouth: number]>} */
const LABELS = { 1: [0, 0], 2: [0, 1], 3: [1, 0], 4: [1, 1] };
let at = Math.max(
  0,
  cards.findIndex((card) => !card.labelled),
);
let left = Number(byId("left").textContent);

if (cards.length) begin();

function begin() {
  const desk = sliders(byId("sliders"), byId("together", HTMLInputElement), changed);
  /** @type {Record<string, (event: KeyboardEvent) => unknown>} */
  const keys = {
    ArrowLeft: (event) => desk.nudge(event.shiftKey ? -0.05 : -0.25),
    ArrowRight: (event) => desk.nudge(event.shiftKey ? 0.05 : 0.25),
    ArrowUp: () => desk.step(-1),
    ArrowDown: () => desk.step(1),
    Enter: save,
    Backspace: () => go(-1),
    s: suggest,
    b: () => byId("together").click(),
  };
  for (const [key, [eyes, mouth]] of Object.entries(LABELS))
    keys[key] = () => open({ left_eye: eyes, right_eye: eyes, mouth });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    const act = keys[event.key] ?? keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act(event);
  });
  byId("next").addEventListener("click", save);
  byId("back").addEventListener("click", () => go(-1));
  byId("take").addEventListener("click", suggest);
  show();

  function show() {
    const card = cards[at];
    const start = card.labelled || !card.suggestion ? card.target : { ...card.target, ...openness(card.suggestion) };
    say(byId("title"), card.title);
    say(byId("where"), `${at + 1} / ${cards.length}`);
    Object.assign(byId("picture"), { src: card.picture, alt: card.title });
    byId("take", HTMLButtonElement).disabled = !card.suggestion;
    say(byId("hint"), hint(card));
    desk.set(start);
    desk.choose("left_eye");
    desk.ghost(card.suggestion && openness(card.suggestion));
    box(card.suggestion?.box);
    strip();
    if (cards[at + 1]) new Image().src = cards[at + 1].picture;
  }

  function suggest() {
    const { suggestion } = cards[at];
    if (suggestion) open(openness(suggestion));
  }

  /** Eyes and mouth; what else counts stays as it is. @param {Openness} eyesAndMouth */
  function open(eyesAndMouth) {
    desk.set({ ...desk.values(), ...eyesAndMouth });
  }

  /** @param {number} step */
  function go(step) {
    at = Math.min(cards.length - 1, Math.max(0, at + step));
    show();
  }

  /** The next picture comes at once; what was set is sent meanwhile, and only trouble is told. */
  async function save() {
    const card = cards[at];
    card.target = desk.values();
    if (!card.labelled) say(byId("left"), String(--left));
    card.labelled = true;
    const sent = send(card);
    if (at < cards.length - 1) go(1);
    else show();
    say(byId("oops"), (await sent) ?? "");
  }

  function strip() {
    keep(
      byId("strip"),
      cards,
      (card) => card.id,
      (card) => thumb(card, () => ((at = cards.indexOf(card)), show())),
      (node, card, index) => {
        mark(node, "on", index === at);
        mark(node, "labelled", card.labelled);
      },
    );
    byId("strip").children[at].scrollIntoView({ block: "nearest", inline: "center" });
  }
}

/** @param {KeyboardEvent} event */
function isTyping({ target }) {
  const fields = "input[type=search], input[type=text], textarea, select";
  return target instanceof Element && target.matches(fields);
}

/** @param {Target} target */
function changed({ left_eye, right_eye, mouth, parts = {} }) {
  /** @param {number} value */
  const percent = (value) => Math.round(value * 100);
  const face = [left_eye, right_eye, mouth].map(percent).join("-");
  const more = new URLSearchParams(Object.entries(parts).map(([name, value]) => [name, String(percent(value))]));
  byId("twin", HTMLImageElement).src = `/art/faces/miko/${face}.svg?${more}`;
  say(byId("label"), ((left_eye + right_eye) / 2 >= 0.5 ? "OE" : "CE") + (mouth >= 0.5 ? "OM" : "CM"));
  say(byId("state"), cards[at].labelled ? "labelled" : "to label");
}

/** @param {Openness} target @returns {Openness} */
function openness({ left_eye, right_eye, mouth }) {
  return { left_eye, right_eye, mouth };
}

/** @param {Card} card */
function hint(card) {
  if (!card.suggestion)
    return card.confidence === 0 ? "No face was found in this one: set it by eye." : "No suggestion for this picture.";
  return `The ghost is what was read in the drawing, ${Math.round(100 * (card.confidence ?? 0))} % sure.`;
}

/** @param {number[] | undefined} rectangle */
function box(rectangle) {
  byId("box").hidden = !rectangle;
  if (!rectangle) return;
  const [x, y, width, height] = rectangle.map((share) => `${share * 100}%`);
  Object.assign(byId("box").style, { left: x, top: y, width, height });
}

/** @param {Card} card @param {() => void} onclick */
function thumb(card, onclick) {
  return el(
    "li",
    {},
    el(
      "button",
      { type: "button", onclick, title: card.title },
      el("img", { src: card.thumbnail, alt: card.title, loading: "lazy", width: 52, height: 52 }),
    ),
  );
}

/** @param {Card} card */
async function send(card) {
  try {
    const answer = await fetch(card.save, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
      body: JSON.stringify(card.target),
    });
    if (answer.ok) return "";
    return `“${card.title}” was not saved: ${(await answer.json()).message}`;
  } catch {
    return `“${card.title}” was not saved: no connection. Go back to it and press Enter once more.`;
  }
}

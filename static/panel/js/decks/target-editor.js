/** The editor of targets: one picture, three sliders, everything by keyboard. */

import { csrf } from "../csrf.js";
import { el, keep, mark, say } from "../../../js/ui/dom.js";
import { sliders } from "./sliders.js";

const $ = (id) => document.getElementById(id);
const cards = JSON.parse($("cards")?.textContent ?? "[]");
const LABELS = { 1: [0, 0], 2: [0, 1], 3: [1, 0], 4: [1, 1] };
let at = Math.max(
  0,
  cards.findIndex((card) => !card.labelled),
);
let left = Number($("left").textContent);

if (cards.length) begin();

function begin() {
  const desk = sliders($("sliders"), $("together"), changed);
  const keys = {
    ArrowLeft: (event) => desk.nudge(event.shiftKey ? -0.05 : -0.25),
    ArrowRight: (event) => desk.nudge(event.shiftKey ? 0.05 : 0.25),
    ArrowUp: () => desk.step(-1),
    ArrowDown: () => desk.step(1),
    Enter: save,
    Backspace: () => go(-1),
    s: suggest,
    b: () => $("together").click(),
  };
  for (const [key, [eyes, mouth]] of Object.entries(LABELS))
    keys[key] = () => desk.set({ left_eye: eyes, right_eye: eyes, mouth });

  document.addEventListener("keydown", (event) => {
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.target.matches("input[type=search], input[type=text], textarea, select")
    )
      return;
    const act = keys[event.key] ?? keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act(event);
  });
  $("next").addEventListener("click", save);
  $("back").addEventListener("click", () => go(-1));
  $("take").addEventListener("click", suggest);
  show();

  function show() {
    const card = cards[at];
    const start = card.labelled || !card.suggestion ? card.target : part(card.suggestion);
    say($("title"), card.title);
    say($("where"), `${at + 1} / ${cards.length}`);
    $("picture").src = card.picture;
    $("picture").alt = card.title;
    $("take").disabled = !card.suggestion;
    say($("hint"), hint(card));
    desk.set(start);
    desk.choose("left_eye");
    desk.ghost(card.suggestion && part(card.suggestion));
    box(card.suggestion?.box);
    strip();
    if (cards[at + 1]) new Image().src = cards[at + 1].picture;
  }

  function suggest() {
    if (cards[at].suggestion) desk.set(part(cards[at].suggestion));
  }

  function go(step) {
    at = Math.min(cards.length - 1, Math.max(0, at + step));
    show();
  }

  /** The next picture comes at once; what was set is sent meanwhile, and only trouble is told. */
  async function save() {
    const card = cards[at];
    card.target = desk.values();
    if (!card.labelled) say($("left"), String(--left));
    card.labelled = true;
    const sent = send(card);
    if (at < cards.length - 1) go(1);
    else show();
    say($("oops"), (await sent) ?? "");
  }

  function strip() {
    keep(
      $("strip"),
      cards,
      (card) => card.id,
      (card) => thumb(card, () => ((at = cards.indexOf(card)), show())),
      (node, card, index) => {
        mark(node, "on", index === at);
        mark(node, "labelled", card.labelled);
      },
    );
    $("strip").children[at].scrollIntoView({ block: "nearest", inline: "center" });
  }
}

function changed({ left_eye, right_eye, mouth }) {
  const percent = (value) => Math.round(value * 100);
  $("twin").src = `/art/faces/miko/${percent(left_eye)}-${percent(right_eye)}-${percent(mouth)}.svg`;
  say($("label"), ((left_eye + right_eye) / 2 >= 0.5 ? "OE" : "CE") + (mouth >= 0.5 ? "OM" : "CM"));
  say($("state"), cards[at].labelled ? "labelled" : "to label");
}

function part({ left_eye, right_eye, mouth }) {
  return { left_eye, right_eye, mouth };
}

function hint(card) {
  if (!card.suggestion)
    return card.confidence === 0 ? "No face was found in this one: set it by eye." : "No suggestion for this picture.";
  return `The ghost is what was read in the drawing, ${Math.round(100 * (card.confidence ?? 0))} % sure.`;
}

function box(rectangle) {
  $("box").hidden = !rectangle;
  if (!rectangle) return;
  const [x, y, width, height] = rectangle.map((share) => `${share * 100}%`);
  Object.assign($("box").style, { left: x, top: y, width, height });
}

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

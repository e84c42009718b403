/** Photos that wait for the host's word, in thumb's reach: held back until shown, or reported by guests. */

/** @import { HeldView, RoomView } from "../live/protocol.js" */
/** @import { State } from "../live/store.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { announce } from "../ui/announce.js";
import { el, find, keep, say } from "../ui/dom.js";

/** Whoever poses is left alone; the photos wait. */
const BUSY = new Set(["get_ready", "capture"]);
const SHOW = { approved: true, hidden: false };
const HIDE = { approved: false, hidden: true };

/** @param {PhoneContext} ctx */
export function decisions({ send }) {
  const title = el("h2", { id: "decisions-title" });
  const list = el("ul.decisions-list");
  /** @type {HeldView[]} */
  let held = [];
  const all = el("button.button.leaf", { type: "button", onclick: showAll }, "Show all");
  const head = el("div.decisions-head", {}, title, all);
  const node = el("section.decisions", { "aria-labelledby": "decisions-title", hidden: true }, head, list);
  return { node, update };

  function showAll() {
    for (const { take } of held.filter(isHeldBack)) send("moderate", { take, ...SHOW, keep_score: true });
  }

  /** @param {State} state */
  function update({ room, you }) {
    const before = held.length;
    held = (room && you?.host && !BUSY.has(room.phase) && you.to_decide) || [];
    node.hidden = !held.length;
    if (!room || !held.length) return;
    say(title, titleOf(held));
    if (!before) announce(titleOf(held));
    all.hidden = held.filter(isHeldBack).length < 2;
    keep(list, held, keyOf, (photo) => card(photo, room, send));
  }
}

/** @param {HeldView} photo */
const isHeldBack = ({ reports }) => !reports;

/** @param {HeldView} photo */
const keyOf = ({ take, reports, hidden }) => `${take} ${reports} ${hidden}`;

/** @param {HeldView[]} held */
function titleOf(held) {
  if (held.every(isHeldBack)) return held.length === 1 ? "Show this photo?" : `Show these ${held.length} photos?`;
  return "What about this photo?";
}

/** @param {HeldView} photo @param {RoomView} room @param {PhoneContext["send"]} send */
function card(photo, room, send) {
  const name = room.seats[photo.seat]?.nickname ?? "Somebody";
  const [yes, no] = answersOf(photo);
  /** @param {string} kind @param {string} words @param {typeof SHOW} wish */
  const button = (kind, words, wish) =>
    el(
      `button.button.small.${kind}`,
      { type: "button", "aria-label": `${words}: ${name}'s photo`, onclick: () => decide(wish) },
      words,
    );
  const node = el(
    "li.decision",
    {},
    el("img", { src: photo.preview, alt: `${name}'s photo`, width: 96, height: 96, draggable: "false" }),
    el("p", {}, el("b", {}, name), ...wordsOf(photo)),
    el("div.decision-ways", {}, button("leaf", yes, SHOW), button("pink", no, HIDE)),
  );
  return node;

  /** @param {typeof SHOW} wish */
  function decide(wish) {
    if (send("moderate", { take: photo.take, ...wish, keep_score: true })) find(node, ".decision-ways").inert = true;
  }
}

/** @param {HeldView} photo */
function answersOf({ reports, hidden }) {
  if (!reports) return ["Show", "Keep back"];
  return hidden ? ["Show again", "Keep hidden"] : ["It's fine", "Hide"];
}

/** @param {HeldView} photo */
function wordsOf({ reports, hidden }) {
  if (!reports) return [];
  const who = reports === 1 ? "A guest has reported it." : `${reports} guests have reported it.`;
  return [hidden ? `${who} It is hidden until you decide.` : who];
}

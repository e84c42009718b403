/** The photos of the game as they arrive: what was read, how long it took, who may see them. */

import { el, keep, mark, say } from "../../../js/ui/dom.js";
import { button } from "../buttons.js";

export function queueWords({ waiting, longest_wait }) {
  if (!waiting) return "queue empty";
  return `${waiting} in the queue, ${(longest_wait / 1000).toFixed(1)} s`;
}

export function takes(list, send) {
  return { update };

  function update(all, room) {
    keep(
      list,
      all,
      (take) => take.id,
      (take) => card(take, send),
      (node, take) => fill(node, take, room),
    );
  }
}

function card(take, send) {
  const moderate = (approved, hidden, keep_score) => () =>
    send("moderate", { take: take.id, approved, hidden, keep_score });
  return el(
    "li.hp-take",
    {},
    el("a.hp-shot", { target: "_blank" }, el("img", { alt: "", hidden: true }), el("span.hp-chip.hp-badge")),
    el("p", {}, el("b"), el("span.hp-percent")),
    el("p.hp-quiet.hp-words-of"),
    el("p.hp-reading", {}, meter("eyes"), meter("mouth")),
    el(
      "p.hp-row",
      {},
      button("Show", moderate(true, false, true)),
      button("Hide", moderate(false, true, true)),
      button("Hide, no score", moderate(false, true, false)),
    ),
  );
}

function meter(name) {
  return el("label", {}, el("span", {}, name), el("meter", { min: 0, max: 1, value: 0, data: { part: name } }));
}

function fill(node, take, room) {
  const [name, percent] = node.querySelectorAll("p b, .hp-percent");
  say(name, room.seats[take.seat]?.nickname ?? "gone");
  say(percent, take.percent === undefined ? "" : `${Math.round(take.percent)} %`);
  say(node.querySelector(".hp-words-of"), words(take));
  picture(node.querySelector("img"), take);
  for (const part of ["eyes", "mouth"]) reading(node.querySelector(`[data-part=${part}]`), take[part]);
  const state = badge(take, room);
  say(node.querySelector(".hp-badge"), state);
  mark(node, "hidden", take.hidden);
  mark(node, "reported", take.reports > 0);
  const [show, hide, strip] = node.querySelectorAll("button");
  show.hidden = !take.photo || (take.approved && !take.hidden);
  hide.hidden = !take.photo || take.hidden;
  strip.hidden = !take.photo || take.percent === undefined;
}

function words(take) {
  const facts = [`round ${take.round}, photo ${take.number}`];
  if (take.code === "judging") facts.push("being judged");
  else if (take.code !== "scored") facts.push(take.message || take.code);
  if (take.waited !== undefined) facts.push(`${(take.waited / 1000).toFixed(1)} s`);
  return facts.join(" · ");
}

function picture(image, take) {
  image.hidden = !take.photo;
  if (!take.photo || image.getAttribute("src") === take.photo) return;
  image.src = take.photo;
  image.parentElement.href = take.photo.replace("?small", "");
}

function reading(node, value) {
  node.parentElement.hidden = value === undefined;
  if (value !== undefined) node.value = value;
}

function badge(take, room) {
  if (take.hidden) return "hidden";
  if (take.reports) return take.reports === 1 ? "reported" : `reported ${take.reports} times`;
  return room.settings.approve_photos && !take.approved && take.photo ? "waits for you" : "";
}

/** The photos of the game as they arrive: what was read, how long it took, who may see them. */

/** @import { Send } from "../../../js/live/connection.js" */
/** @import { PanelMessage, PanelTake, RoomView } from "../../../js/live/protocol.js" */

import { el, find, keep, mark, say } from "../../../js/ui/dom.js";
import { button } from "../buttons.js";

/** @param {PanelMessage} message */
export function queueWords({ waiting, longest_wait }) {
  if (!waiting) return "queue empty";
  return `${waiting} in the queue, ${(longest_wait / 1000).toFixed(1)} s`;
}

/** @param {HTMLElement} list @param {Send} send */
export function takes(list, send) {
  return { update };

  /** @param {PanelTake[]} all @param {RoomView} room */
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

/** @param {PanelTake} take @param {Send} send */
function card(take, send) {
  /** @param {boolean} approved @param {boolean} hidden @param {boolean} keep_score */
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

/** @param {string} name */
function meter(name) {
  return el("label", {}, el("span", {}, name), el("meter", { min: 0, max: 1, value: 0, data: { part: name } }));
}

/** @param {HTMLElement} node @param {PanelTake} take @param {RoomView} room */
function fill(node, take, room) {
  say(find(node, "p b"), room.seats[take.seat]?.nickname ?? "gone");
  say(find(node, ".hp-percent"), take.percent === undefined ? "" : `${Math.round(take.percent)} %`);
  say(find(node, ".hp-words-of"), words(take));
  picture(find(node, "img", HTMLImageElement), take);
  for (const part of /** @type {const} */ (["eyes", "mouth"]))
    reading(find(node, `[data-part=${part}]`, HTMLMeterElement), take[part]);
  const state = badge(take);
  say(find(node, ".hp-badge"), state);
  mark(node, "hidden", take.hidden);
  mark(node, "reported", take.reports > 0);
  const [show, hide, strip] = node.querySelectorAll("button");
  show.hidden = !take.photo || (take.approved && !take.hidden);
  hide.hidden = !take.photo || take.hidden;
  strip.hidden = !take.photo || take.percent === undefined;
}

/** @param {PanelTake} take */
function words(take) {
  const facts = [`round ${take.round}, photo ${take.number}`];
  if (take.code === "judging") facts.push("being judged");
  else if (take.code !== "scored") facts.push(take.message || take.code);
  if (take.waited !== undefined) facts.push(`${(take.waited / 1000).toFixed(1)} s`);
  return facts.join(" · ");
}

/** @param {HTMLImageElement} image @param {PanelTake} take */
function picture(image, take) {
  image.hidden = !take.photo;
  if (!take.photo || image.getAttribute("src") === take.photo) return;
  image.src = take.photo;
  if (image.parentElement instanceof HTMLAnchorElement) image.parentElement.href = take.photo.replace("?small", "");
}

/** @param {HTMLMeterElement} node @param {number | undefined} value */
function reading(node, value) {
  if (node.parentElement) node.parentElement.hidden = value === undefined;
  if (value !== undefined) node.value = value;
}

/** @param {PanelTake} take */
function badge(take) {
  if (take.hidden) return "hidden";
  if (take.reports) return take.reports === 1 ? "reported" : `reported ${take.reports} times`;
  return !take.approved && take.photo ? "waits for you" : "";
}

/** A seat as a sticker: its drawn head, its name, and what it is up to. */

/** @import { SeatView } from "../live/protocol.js" */

import { art } from "./art.js";
import { el, find, mark, say } from "./dom.js";
import { breadth } from "./names.js";
import { showTeam, teamSign } from "./teams.js";

/** @type {Record<string, string>} */
const BADGES = { sent: "sent", done: "done!", voted: "voted!" };

/** @param {string} slug */
export const avatarUrl = (slug) => `${art("avatars")}#${encodeURIComponent(slug)}`;

/** @param {string} slug */
export function face(slug) {
  return el("img", { src: avatarUrl(slug), alt: "", width: 96, height: 96, draggable: "false" });
}

/** @param {SeatView} seat */
export function sticker(seat) {
  const front = el("span.sticker-face", {}, face(seat.avatar), el("span.sticker-back", { "aria-hidden": "true" }, "✓"));
  const node = el("li.sticker", {}, front, el("span.sticker-badge", { hidden: true }), teamSign(), el("span.sticker-name"));
  updateSticker(node, seat);
  return node;
}

/**
 * Redraws what may change; `flips` turns the sticker over once its photo is in.
 * @param {HTMLElement} node
 * @param {SeatView} seat
 * @param {{ flips?: boolean, you?: string | null }} options
 */
export function updateSticker(node, seat, { flips = false, you = null } = {}) {
  const words = badge(seat);
  const label = find(node, ".sticker-badge");
  label.hidden = !words;
  say(label, words);
  const name = find(node, ".sticker-name");
  say(name, seat.id === you ? `${seat.nickname} (you)` : seat.nickname);
  name.style.setProperty("--letters", String(breadth(seat.nickname)));
  showTeam(find(node, ".team-sign"), seat.team);
  mark(node, "away", !seat.connected);
  mark(node, "flipped", flips && (seat.doing === "sent" || seat.doing === "done"));
}

/** @param {SeatView} seat */
function badge(seat) {
  if (!seat.connected) return "away";
  return BADGES[seat.doing] ?? (seat.host ? "host" : seat.plays ? "" : "watching");
}

/** The three steps, drawn second, first, third, with the best photo of whoever lets it be shown. */

/** @import { RoomView, SeatView, StandingView } from "../live/protocol.js" */

import { art } from "./art.js";
import { el, keep } from "./dom.js";
import { nameTag } from "./names.js";
import { photo } from "./photo.js";
import { rowsOf } from "./standings.js";
import { face } from "./sticker.js";
import { teamName, winningTeam } from "./teams.js";

const ORDER = [2, 1, 3];

export function podiumSteps() {
  const node = el("ol.steps", { "aria-label": "The three best" });
  return { node, update };

  /** @param {RoomView} room */
  function update(room) {
    const rows = rowsOf(room)
      .slice(0, 3)
      .sort((a, b) => ORDER.indexOf(a.place) - ORDER.indexOf(b.place));
    keep(
      node,
      rows,
      (row) => `${row.seat} ${row.place} ${row.points} ${row.best?.photo}`,
      (row) => step(row, room.seats[row.seat]),
    );
  }
}

/**
 * Who won, in words, and with teams which of them: everybody where they are equal, nobody has a point, or nobody is left.
 * @param {RoomView} room
 */
export function winnerOf(room) {
  const team = winningTeam(room);
  if (team) return teamName(team);
  if (room.teams.length) return "Everybody";
  const [first] = rowsOf(room);
  return first?.points ? room.seats[first.seat].nickname : "Everybody";
}

/** @param {StandingView} standing @param {SeatView} seat */
function step({ place, points, best }, seat) {
  return el(
    "li.step",
    { data: { place } },
    el(
      "span.step-face",
      {},
      place === 1 && points > 0 && el("img.step-crown", { src: art("crown"), alt: "" }),
      best?.photo ? photo(best, `${seat.nickname}'s best photo`) : face(seat.avatar),
    ),
    el("span.step-name", {}, nameTag(seat.nickname)),
    el("span.step-block.tone", {}, el("b", {}, String(place)), el("span", {}, `${points} pts`)),
  );
}

/** Teams: a sign of shape and colour for each, and who leads. */

/** @import { RoomView, TeamView } from "../live/protocol.js" */

import { isLast } from "../live/store.js";
import { el, find, keep, mark, say } from "./dom.js";

/** @type {Array<[sign: string, words: string]>} */
const SIGNS = [["★", "star"], ["●", "dot"], ["▲", "triangle"], ["■", "square"]];

/** A sign that `showTeam` fills. */
export function teamSign() {
  return el("span.team-sign", { hidden: true }, el("span", { "aria-hidden": "true" }), el("span.unseen"));
}

/** @param {HTMLElement} node @param {number | undefined} team */
export function showTeam(node, team) {
  node.hidden = team === undefined;
  if (team === undefined) return;
  const [sign, words] = SIGNS[team] ?? ["", ""];
  mark(node, "team", String(team));
  say(/** @type {HTMLElement} */ (node.firstElementChild), sign);
  say(/** @type {HTMLElement} */ (node.lastElementChild), ` Team ${words} `);
}

/** @param {TeamView} team */
export const teamName = ({ name }) => `Team ${name}`;

/** Who plays against whom: "★ Loud Llamas, ● Sly Sushi". @param {TeamView[]} teams */
export function teamsInWords(teams) {
  return teams.map(({ team, name }) => `${SIGNS[team]?.[0]} ${name}`).join(", ");
}

/** Which team won; none where there are none, or where it is a tie. @param {RoomView} room */
export function winningTeam({ teams }) {
  const first = teams.filter((team) => team.place === 1 && team.points > 0);
  return first.length === 1 ? first[0] : undefined;
}

/** Teams with their points, the best first; nothing in a room without. */
export function teamTable() {
  const node = el("ol.teams", { "aria-label": "Teams", hidden: true });
  return { node, update };

  /**
   * `whole`: whether the round that is being revealed is told already.
   * @param {RoomView} room @param {boolean} whole
   */
  function update(room, whole = true) {
    node.hidden = !room.teams.length;
    const secret = room.phase === "reveal" && isLast(room);
    const rows = room.teams.map((team) => ({ ...team, points: whole && !secret ? team.points : team.points - team.gain }));
    if (!secret) rows.sort((a, b) => b.points - a.points || a.team - b.team);
    keep(node, rows, (team) => String(team.team), make, (item, team) => {
      say(find(item, "b"), secret ? "?" : String(team.points));
      item.dataset.team = String(team.team);
    });
  }
}

/** @param {TeamView} team */
function make(team) {
  const sign = teamSign();
  showTeam(sign, team.team);
  return el("li.team", {}, sign, el("span.team-name", {}, team.name), el("b"));
}

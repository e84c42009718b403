/** Which kinds of rounds a game has: a ready-made programme, one kind all evening, or kinds by hand; and how many teams. */

/** @import { RoomSettings, RoomView } from "../live/protocol.js" */

import { el } from "../ui/dom.js";
import { KINDS } from "../ui/programmes.js";

const OWN = "own";
/** @type {Array<[value: string, words: string]>} */
const READY_MADE = [
  ["mixed", "Mixed bag"],
  ["classic", "Classic: copy the face"],
];

/** @type {Array<[value: RoomSettings["teams"], words: string]>} */
const TEAMS = [[0, "Everybody for themselves"], [2, "Two teams"], [3, "Three teams"], [4, "Four teams"]];

/** @param {(fields: Partial<RoomSettings>) => void} configure */
export function programmeField(configure) {
  const onchange = (/** @type {string} */ programme) => configure({ programme });
  const teams = el(
    "select.input",
    { onchange: () => configure({ teams: /** @type {any} */ (Number(teams.value)) }) },
    TEAMS.map(([value, words]) => el("option", { value: String(value) }, words)),
  );
  const nights = Object.entries(KINDS).flatMap(([kind, words]) => (kind === "copy" ? [] : [[kind, `${words} all night`]]));
  const options = [...READY_MADE, ...nights, [OWN, "Choose the kinds…"]];
  const select = el(
    "select.input",
    { onchange: choose },
    options.map(([value, words]) => el("option", { value }, words)),
  );
  const boxes = Object.entries(KINDS).map(([kind, words]) => box(kind, words));
  const own = el("fieldset.programme-kinds", { hidden: true }, el("legend.unseen", {}, "Kinds of rounds"), ...boxes.map((row) => row.node));
  const node = el("div.programme", {}, el("label.field", {}, el("span", {}, "Programme"), select), own, el("label.field", {}, el("span", {}, "Teams"), teams));
  let byHand = false;
  return { node, update };

  function choose() {
    byHand = select.value === OWN;
    own.hidden = !byHand;
    if (!byHand) onchange(select.value);
  }

  /** A game has to have some kind of round: what would leave none is not sent. */
  function tick() {
    const kinds = boxes.filter((row) => row.input.checked).map((row) => row.kind);
    if (kinds.length) onchange(kinds.join());
  }

  /** @param {string} kind @param {string} words */
  function box(kind, words) {
    const input = el("input", { type: "checkbox", role: "switch", onchange: tick });
    return { kind, input, node: el("label.switch", {}, el("span", {}, words), input) };
  }

  /** @param {RoomView} room */
  function update({ settings }) {
    const { programme } = settings;
    teams.value = String(settings.teams);
    byHand ||= !options.some(([value]) => value === programme);
    select.value = byHand ? OWN : programme;
    own.hidden = !byHand;
    const kinds = { classic: ["copy"], mixed: Object.keys(KINDS) }[programme] ?? programme.split(",");
    for (const row of boxes) row.input.checked = kinds.includes(row.kind);
  }
}

/** The end of the show, until somebody wants a rematch. */

import { el, say } from "../dom.js";
import { confetti } from "../ui/confetti.js";
import { play } from "../sound.js";
import { podiumSteps, winnerOf } from "../ui/podium.js";
import { standings } from "../ui/standings.js";
import { titleCards } from "../ui/titles.js";

export function stagePodium() {
  const steps = podiumSteps();
  const titles = titleCards();
  const table = standings();
  const name = el("span");
  const node = el(
    "section.stage-podium",
    {},
    confetti(70),
    el("h1.stage-title.winner", {}, name, " wins!"),
    el("div.stage-halves", {}, steps.node, el("div.stage-side", {}, titles.node, table.node)),
  );
  play("fanfare");
  return { node, update };

  function update({ room }) {
    steps.update(room);
    say(name, winnerOf(room) ?? "Everybody");
    titles.update(room);
    table.update(room);
  }
}

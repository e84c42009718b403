/** The end of the show, until somebody wants a rematch. */

import { el } from "../dom.js";
import { confetti } from "../ui/confetti.js";
import { podiumSteps } from "../ui/podium.js";
import { standings } from "../ui/standings.js";
import { titleCards } from "../ui/titles.js";

export function stagePodium() {
  const steps = podiumSteps();
  const titles = titleCards();
  const table = standings();
  const node = el(
    "section.stage-podium",
    {},
    confetti(70),
    el("h1.stage-title", {}, "The ", el("span", {}, "podium")),
    el("div.stage-halves", {}, steps.node, el("div.stage-side", {}, titles.node, table.node)),
  );
  return { node, update };

  function update({ room }) {
    steps.update(room);
    titles.update(room);
    table.update(room);
  }
}

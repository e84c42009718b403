/** The end of the show, until somebody wants a rematch. */

/** @import { InRoom } from "../live/store.js" */

import { confetti } from "../ui/confetti.js";
import { el, say } from "../ui/dom.js";
import { fit } from "../ui/names.js";
import { podiumSteps, winnerOf } from "../ui/podium.js";
import { play } from "../ui/sound.js";
import { teamTable } from "../ui/teams.js";
import { titleCards } from "../ui/titles.js";

export function stagePodium() {
  const steps = podiumSteps();
  const titles = titleCards();
  const teams = teamTable();
  const name = el("span");
  const title = el("h1.stage-title.winner", {}, name, " wins!");
  const next = el("p.bubble.stage-words");
  const node = el(
    "section.stage-podium",
    {},
    confetti(70),
    title,
    teams.node,
    el("div.stage-halves", {}, steps.node, titles.node),
    next,
  );
  play("fanfare");
  return { node, update };

  /** @param {InRoom} state */
  function update({ room }) {
    steps.update(room);
    say(name, winnerOf(room));
    fit(title, winnerOf(room));
    titles.update(room);
    teams.update(room);
    const host = room.host ? room.seats[room.host] : undefined;
    say(next, `All photos and the poster are on your phones. ${host?.nickname ?? "The host"} can start the next game.`);
  }
}

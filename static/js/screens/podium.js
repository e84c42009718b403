/** Three steps, paper in the air, and titles that nobody asked for. */

/** @import { RoomView } from "../live/protocol.js" */
/** @import { InRoom } from "../live/store.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { mySeat } from "../live/store.js";
import { announce } from "../ui/announce.js";
import { confetti } from "../ui/confetti.js";
import { el, say } from "../ui/dom.js";
import { fit } from "../ui/names.js";
import { podiumSteps, winnerOf } from "../ui/podium.js";
import { reactionBar } from "../ui/reactions.js";
import { buzz, play } from "../ui/sound.js";
import { rowsOf, standings } from "../ui/standings.js";
import { teamTable } from "../ui/teams.js";
import { titleCards } from "../ui/titles.js";

/** @param {PhoneContext} ctx */
export function podium(ctx) {
  const steps = podiumSteps();
  const titles = titleCards();
  const table = standings();
  const teams = teamTable();
  const title = el("h1.podium-title.winner", { tabindex: -1 });
  const place = el("p.caption.your-place");
  const again = el("button.button.main", { type: "button", onclick: () => ctx.send("again") }, "Play again");
  const wait = el("p.bubble.wait-words");
  const node = el(
    "section.screen.podium",
    {},
    confetti(),
    el(
      "div.scroll",
      {},
      title,
      place,
      teams.node,
      steps.node,
      titles.node,
      el("div.panel", {}, table.node),
      el(
        "div.row",
        {},
        el("a.button.cyan", { href: `/r/${ctx.code}/recap/` }, "Photos and poster"),
        el("a.button", { href: "/leaderboard/" }, "Leaderboard"),
      ),
    ),
    el("footer.foot", {}, reactionBar(ctx.send), again, wait),
  );
  let announced = false;
  return { node, update };

  /** @param {InRoom} state */
  function update(state) {
    const { room, you } = state;
    const rows = rowsOf(room);
    steps.update(room);
    titles.update(room);
    table.update(room, you?.seat);
    teams.update(room);
    const mine = rows.find((row) => row.seat === you?.seat);
    place.hidden = !mine || !rows[0].points;
    say(title, `${winnerOf(room)} wins!`);
    fit(title, winnerOf(room));
    if (mine) say(place, `${teamPlace(room, mySeat(state)?.team)}${mine.place === 1 ? (room.teams.length ? "You came first" : "You won!") : `You came in at number ${mine.place}`}`);
    again.hidden = !you?.host;
    wait.hidden = Boolean(you?.host);
    say(wait, mySeat(state) ? "Stay here: the host can start a rematch." : "That was the show.");
    if (!announced && rows.length) {
      announced = true;
      announce(room.teams.length ? `${winnerOf(room)} wins.` : `${winnerOf(room)} wins with ${rows[0].points} points.`);
      const team = room.teams[mySeat(state)?.team ?? -1];
      celebrate(team ? team.place === 1 : mine?.place === 1);
    }
  }
}

/** How one's team did, in front of how oneself did. @param {RoomView} room @param {number | undefined} team */
function teamPlace({ teams }, team) {
  const own = teams[team ?? -1];
  if (!own) return "";
  return own.place === 1 ? "Your team won! " : `Your team: number ${own.place}. `;
}

/** @param {boolean} won */
function celebrate(won) {
  play(won ? "fanfare" : "fair");
  buzz(won ? [80, 60, 80, 60, 80, 60, 300] : 80);
}

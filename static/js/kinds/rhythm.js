/** Rhythm on the phone: eight faces to the beat, and then the strip of what was shot. */

/** @import { ResultView, RoomView, SeatView, You } from "../live/protocol.js" */
/** @import { PhoneContext } from "../screens/switcher.js" */

import { takeDownButton } from "../photos/take-down.js";
import { ready } from "../screens/ready.js";
import { resting } from "../screens/resting.js";
import { reveal } from "../screens/reveal.js";
import { announce } from "../ui/announce.js";
import { el } from "../ui/dom.js";
import { awardList } from "../ui/score.js";
import { buzz, play } from "../ui/sound.js";
import { strip } from "../ui/strip.js";
import { dancing } from "./dancing.js";

export const screens = {
  get_ready: (/** @type {PhoneContext} */ ctx) => ready(ctx, before),
  capture: dancing,
  resting: (/** @type {PhoneContext} */ ctx) => resting(ctx, () => "Eight faces to the beat. The big screen gives it!"),
  reveal: (/** @type {PhoneContext} */ ctx) => reveal(ctx, ownStrip),
};

/** @param {unknown} _wanted @param {SeatView | null} seat */
function before(_wanted, seat) {
  return seat?.plays ? "A new face every beat. Your camera shoots by itself!" : "Eight faces to the beat.";
}

/** @param {PhoneContext} ctx */
function ownStrip({ code, toast }) {
  const node = el("div.reveal-own.answers");
  let drawn = "";
  return { node, update };

  /** @param {RoomView} room @param {You} you @param {boolean} told @param {boolean} fresh */
  function update(room, you, told, fresh) {
    const result = room.results[you.seat];
    const shots = room.cards.flatMap((card) => card.shots).filter((shot) => shot.seat === you.seat);
    const key = `${told} ${result.points} ${shots.map((shot) => shot.photo)}`;
    if (key === drawn) return;
    drawn = key;
    if (!told) return node.replaceChildren(el("p.bubble", {}, "Your strip is coming…"));
    const kept = shots.filter((shot) => shot.photo).map((shot) => shot.take);
    const down = kept.length ? [takeDownButton(code, kept, toast)] : [];
    const own = shots.length ? strip(room.prompts, shots) : el("p.bubble", {}, result.message);
    node.replaceChildren(own, ...sums(result), el("p.own-photo", {}, ...down));
    if (fresh) cheer(result);
  }
}

/** @param {ResultView} result */
function sums({ awards, points }) {
  return [el("p.shout", {}, points ? `+${points} points` : "No points"), awardList(awards)];
}

/** @param {ResultView} result */
function cheer({ points, awards }) {
  play(awards.length ? "great" : "fair");
  buzz(awards.length ? 120 : [60, 80, 60]);
  announce([`${points} points`, ...awards.map((award) => award.words)].join(", "));
}

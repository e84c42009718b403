/** The drum roll, as large as the wall. */

/** @import { InRoom } from "../live/store.js" */

import { el, keep, mark } from "../ui/dom.js";
import { play } from "../ui/sound.js";
import { sticker, updateSticker } from "../ui/sticker.js";
import { crowdSize } from "./crowd.js";

export function stageJudging() {
  const crowd = el("ul.crowd");
  const node = el(
    "section.stage-judging.speed",
    {},
    el(
      "h1.drumroll",
      { "aria-label": "Drum roll" },
      ...["Dum", "dum", "DUM"].map((word, index) => el("span", { style: { "--i": index } }, word)),
    ),
    el("p.bubble.stage-words", {}, "The judges squint at your faces…"),
    crowd,
  );
  play("drumroll");
  return { node, update };

  /** @param {InRoom} state */
  function update({ room }) {
    const seats = Object.values(room.seats).filter((seat) => seat.plays);
    mark(crowd, "size", crowdSize(seats.length, 2));
    keep(
      crowd,
      seats,
      (seat) => seat.id,
      sticker,
      (item, seat) => updateSticker(item, { ...seat, doing: "resting" }),
    );
  }
}

/** The drum roll, as large as the wall. */

/** @import { InRoom } from "../live/store.js" */

import { el, keep, mark, say } from "../ui/dom.js";
import { play } from "../ui/sound.js";
import { sticker, updateSticker } from "../ui/sticker.js";
import { crowdSize } from "./crowd.js";

/** @param {unknown} [_ctx] @param {string} [said] what is going on */
export function stageJudging(_ctx, said = "The judges squint at your faces…") {
  const crowd = el("ul.crowd");
  const words = el("p.bubble.stage-words");
  const node = el(
    "section.stage-judging.speed",
    {},
    el(
      "h1.drumroll",
      { "aria-label": "Drum roll" },
      ...["Dum", "dum", "DUM"].map((word, index) => el("span", { style: { "--i": index } }, word)),
    ),
    words,
    crowd,
  );
  play("drumroll");
  return { node, update };

  /** @param {InRoom} state */
  function update({ room }) {
    say(words, room.settings.approve_photos ? "The host looks at the photos first…" : said);
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

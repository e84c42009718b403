/** The drum roll. */

/** @import { RoomView, You } from "../live/protocol.js" */
/** @import { InRoom } from "../live/store.js" */

import { seatsInOrder } from "../live/store.js";
import { el, keep, say } from "../ui/dom.js";
import { buzz, play } from "../ui/sound.js";
import { sticker, updateSticker } from "../ui/sticker.js";

/**
 * @param {unknown} [_ctx]
 * @param {{ shout: string, wonder: string }} [said] what is going on, and what one may wonder who has sent nothing
 */
export function judging(_ctx, said = { shout: "Hands off! The judges squint…", wonder: "Who looked most like it?" }) {
  const crowd = el("ul.crowd");
  const words = el("p.bubble");
  const node = el(
    "section.screen.judging.speed",
    {},
    el(
      "h1.drumroll",
      { tabindex: -1, "aria-label": "Drum roll" },
      ...["Dum", "dum", "DUM"].map((word, index) => el("span", { style: { "--i": index } }, word)),
    ),
    el("p.shout", {}, said.shout),
    crowd,
    el("footer.foot", {}, words),
  );
  play("drumroll");
  buzz([40, 60, 40, 60, 120]);
  return { node, update };

  /** @param {InRoom} state */
  function update({ room, you }) {
    const seats = seatsInOrder(room).filter((seat) => seat.plays);
    keep(
      crowd,
      seats,
      (seat) => seat.id,
      sticker,
      (item, seat) => updateSticker(item, seat),
    );
    const takes = you?.takes.length ?? 0;
    const sent = takes ? `${takes === 1 ? "Your photo is" : `All ${takes} of your photos are`} in.` : "";
    say(words, [sent, waitingFor(room, you) || (sent ? "" : said.wonder)].filter(Boolean).join(" "));
  }
}

/**
 * Who looks at the photos before everybody does, if anybody.
 * @param {RoomView} room @param {You | null} you
 */
function waitingFor(room, you) {
  if (!room.settings.approve_photos) return "";
  return you?.host ? "You see the photos first: show them or keep them back." : "The host looks at the photos first.";
}

/** Stickers pop in while the room fills. */

import { el, keep, mark, say } from "../ui/dom.js";
import { play } from "../ui/sound.js";
import { planOf } from "../ui/plan.js";
import { shortened } from "../ui/share.js";
import { sticker, updateSticker } from "../ui/sticker.js";
import { crowdSize } from "./crowd.js";

export function stageLobby({ joinUrl }) {
  const crowd = el("ul.crowd");
  const words = el("p.bubble.stage-words", { "aria-live": "polite" });
  const deck = el("p.stage-deck");
  const node = el(
    "section.stage-lobby.tone",
    {},
    el("h1.stage-title", {}, "Copy ", el("span", {}, "that"), " face!"),
    el("p.stage-link", {}, "Open ", el("b", {}, shortened(joinUrl))),
    crowd,
    words,
    deck,
  );
  return { node, update };

  function update({ room }) {
    const seats = Object.values(room.seats);
    const host = room.seats[room.host];
    mark(crowd, "size", crowdSize(seats.length, 1.2));
    keep(
      crowd,
      seats,
      (seat) => seat.id,
      arrive,
      (item, seat) => updateSticker(item, seat),
    );
    say(
      words,
      seats.length
        ? `${seats.length} in. ${host?.connected ? `${host.nickname} starts the game.` : "The host starts the game."}`
        : "Scan the code, pick a face, be the first!",
    );
    say(deck, planOf(room));
  }
}

function arrive(seat) {
  const node = sticker(seat);
  node.classList.add("arriving");
  play("arrival");
  return node;
}

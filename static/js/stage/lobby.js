/** Stickers pop in while the room fills, and pull the faces with which their guests warm up. */

/** @import { RoomView, SeatView } from "../live/protocol.js" */
/** @import { InRoom } from "../live/store.js" */
/** @import { Context } from "../screens/switcher.js" */

import { el, keep, mark, say } from "../ui/dom.js";
import { planOf } from "../ui/plan.js";
import { shortened } from "../ui/share.js";
import { play } from "../ui/sound.js";
import { sticker, updateSticker } from "../ui/sticker.js";
import { crowdSize } from "./crowd.js";
import { heads } from "./heads.js";

const STEPS = ["Everybody gets the same face", "Copy it in a photo", "All photos here, one winner"];

/** @param {Context} ctx */
export function stageLobby({ joinUrl, connection }) {
  const cast = heads(connection);
  const crowd = el("ul.crowd");
  const words = el("p.bubble.stage-words", { "aria-live": "polite" });
  const deck = el("p.stage-deck");
  const steps = el("ol.stage-steps", {}, ...STEPS.map((step) => el("li", {}, step)));
  const typed = el("span", {}, "Open ", el("b", {}, shortened(joinUrl)));
  const scanned = el("span", {}, "Scan the code to come in");
  const link = el("p.stage-link", {}, typed, scanned);
  const node = el(
    "section.stage-lobby.tone",
    {},
    el("h1.stage-title", {}, "Copy ", el("span", {}, "that"), " face!"),
    link,
    crowd,
    words,
    steps,
    deck,
  );
  /** Not there before somebody's face is a card. @type {ReturnType<typeof import("./lobby-cards.js").stageCards> | undefined} */
  let cards;
  return { node, update, tick: cast.tick };

  /** @param {InRoom} state */
  function update({ room }) {
    const seats = Object.values(room.seats);
    const host = room.host ? room.seats[room.host] : undefined;
    typed.hidden = !room.code_opens;
    scanned.hidden = room.code_opens;
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
    showCards(room);
  }

  /** In the place of what everybody knows by then. @param {RoomView} room */
  async function showCards(room) {
    const any = Object.keys(room.faces).length > 0;
    if (any) cards ??= import("./lobby-cards.js").then(({ stageCards }) => stageCards(steps));
    const there = await cards?.catch(() => null);
    there?.update(room);
  }

  /** @param {SeatView} seat */
  function arrive(seat) {
    const node = sticker(seat);
    node.classList.add("arriving");
    cast.add(node, seat);
    play("arrival");
    return node;
  }
}

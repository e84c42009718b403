/** What the room is asked, as large as the wall: never who has chosen what, only who has chosen. */

/** @import { OptionView, RoomView, ShotView } from "../live/protocol.js" */
/** @import { InRoom } from "../live/store.js" */

import { countdown } from "../ui/countdown.js";
import { el, keep, mark, say } from "../ui/dom.js";
import { shotPhoto } from "../ui/photo.js";
import { picture } from "../ui/prompt.js";
import { play } from "../ui/sound.js";
import { sticker, updateSticker } from "../ui/sticker.js";
import { crowdSize } from "./crowd.js";

export function stageVote() {
  const ring = countdown();
  const title = el("h1.stage-title");
  const about = el("div.stage-about");
  const options = el("ul.stage-options");
  const crowd = el("ul.crowd");
  const head = el("div.stage-vote-head", {}, title, ring.node);
  const node = el("section.stage-vote.speed", {}, head, el("div.stage-vote-body", {}, about, options), crowd);
  let before = Infinity;
  return { node, update, tick: ring.tick };

  /** @param {InRoom} state */
  function update({ room }) {
    const asked = room.votes.at(-1);
    const voters = Object.values(room.seats).filter((seat) => seat.doing === "voting" || seat.doing === "voted");
    const there = voters.filter((seat) => seat.doing === "voted").length;
    if (there > before) play("snap");
    before = there;
    mark(crowd, "size", crowdSize(voters.length));
    keep(
      crowd,
      voters,
      (seat) => seat.id,
      sticker,
      (item, seat) => updateSticker(item, seat),
    );
    if (!asked) return;
    say(title, asked.question);
    about.hidden = !asked.about;
    keep(
      about,
      asked.about ? [asked.about] : [],
      (shot) => `${shot.take} ${shot.photo ?? ""}`,
      (shot) => shotOf(shot, room),
    );
    mark(options, "count", String(asked.options.length));
    keep(
      options,
      asked.options,
      (option) => `${option.id} ${option.shot?.photo ?? ""}`,
      (option) => optionOf(option, room),
    );
  }
}

/** @param {ShotView} shot @param {RoomView} room */
export function shotOf(shot, room) {
  const name = room.seats[shot.seat]?.nickname ?? "Somebody";
  return el("div.stage-print", {}, shotPhoto(shot, `${name}'s photo`), el("p.chip", {}, name));
}

/** @param {OptionView} option @param {RoomView} room */
export function optionOf({ words, prompt, shot, seat }, room) {
  const name = words || (seat && room.seats[seat]?.nickname) || "";
  const shows = prompt ? picture(prompt) : shot && shotPhoto(shot, "");
  return el("li.stage-option", {}, shows, name && el("span", {}, name));
}

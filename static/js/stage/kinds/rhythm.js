/** Rhythm on the stage: the face of now as large as it goes, who has hit how many in a row, and then everybody's strip. */

/** @import { CardView, PosesMessage, RoomView, SeatView } from "../../live/protocol.js" */
/** @import { InRoom } from "../../live/store.js" */
/** @import { Context } from "../../screens/switcher.js" */

import { BEATS, HIT, beatAt, beatRow, comboOf } from "../../kinds/beats.js";
import { score } from "../../meter/similarity.js";
import { announce } from "../../ui/announce.js";
import { confetti } from "../../ui/confetti.js";
import { el, find, keep, mark, say } from "../../ui/dom.js";
import { nameTag } from "../../ui/names.js";
import { picture, targetWords } from "../../ui/prompt.js";
import { awardList } from "../../ui/score.js";
import { play } from "../../ui/sound.js";
import { face, sticker, updateSticker } from "../../ui/sticker.js";
import { strip } from "../../ui/strip.js";
import { crowdSize } from "../crowd.js";
import { heads } from "../heads.js";
import { stageReady } from "../ready.js";
import { stageReveal } from "../reveal.js";

/** From so many hits in a row on it is worth a word. */
const STREAK = 3;
/** From so many points on, paper flies. */
const PARTY = 750;

export const screens = {
  get_ready: (/** @type {Context} */ ctx) => stageReady(ctx, () => "Eight faces, one every beat."),
  capture: stageBeats,
  reveal: (/** @type {Context} */ ctx) => stageReveal(ctx, { strip: { make, land } }),
};

/** @param {Context} ctx */
function stageBeats({ connection }) {
  const row = beatRow();
  const now = el("div.stage-prompt.stage-beat");
  const next = el("div.stage-next");
  const words = el("p.bubble.stage-words");
  const crowd = el("ul.crowd");
  const side = el("div.stage-side", {}, next, words);
  const node = el("section.stage-capture.stage-dance.speed", {}, el("h1.unseen", {}, "To the beat"), row.node, now, side, crowd);
  const cast = heads(connection);
  const pull = connection.on.poses;
  connection.on.poses = (message) => {
    pull?.(message);
    hear(message);
  };
  /** By seat, whether each beat was hit, as far as the poses tell: what counts is said in the reveal. @type {Map<string, boolean[]>} */
  const hits = new Map();
  /** @type {RoomView | null} */
  let room = null;
  let at = -1;
  return { node, update, tick };

  /** @param {InRoom} state */
  function update(state) {
    room = state.room;
    const posing = Object.values(room.seats).filter((seat) => seat.doing !== "resting");
    mark(crowd, "size", crowdSize(posing.length));
    keep(crowd, posing, (seat) => seat.id, dancer, (item, seat) => updateSticker(item, seat));
  }

  /** @param {SeatView} seat */
  function dancer(seat) {
    const item = sticker(seat);
    item.dataset.seat = seat.id;
    item.append(el("b.sticker-combo", { hidden: true }));
    cast.add(item, seat);
    return item;
  }

  /** @param {PosesMessage} message */
  function hear({ faces }) {
    const wanted = room?.prompts[at];
    if (!wanted) return;
    for (const [seat, told] of Object.entries(faces)) {
      const reading = /** @type {any} */ (Object.fromEntries(Object.entries(told).map(([part, percent]) => [part, percent / 100])));
      const mine = hits.get(seat) ?? [];
      // Poses tell of eyes and mouth alone.
      mine[at] ||= score(reading, { ...wanted, parts: {} }).similarity >= HIT;
      hits.set(seat, mine);
    }
  }

  /** @param {number} time @param {RoomView} room */
  function tick(time, room) {
    const beat = beatAt(room, time);
    row.show(beat);
    cast.tick();
    if (beat.number !== at && room.prompts.length) turn(beat.number, room);
  }

  /** @param {number} number @param {RoomView} room */
  function turn(number, room) {
    tellCombos(number, room);
    at = number;
    const wanted = room.prompts[number];
    if (!wanted) return end();
    now.replaceChildren(picture(wanted));
    now.classList.remove("landing");
    void now.offsetWidth;
    now.classList.add("landing");
    const coming = room.prompts[number + 1];
    next.replaceChildren(...(coming ? [el("span.caption", {}, "Next"), picture(coming)] : []));
    if (!words.dataset.streak) say(words, targetWords(wanted));
    play(number === BEATS - 1 ? "last" : "tick");
  }

  /** @param {number} number @param {RoomView} room */
  function tellCombos(number, room) {
    let [streak, who] = [0, ""];
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (crowd.querySelectorAll("[data-seat]"))) {
      const { seat = "" } = item.dataset;
      const mine = Array.from({ length: Math.max(0, number) }, (_, beat) => hits.get(seat)?.[beat] ?? false);
      const combo = comboOf(mine);
      const badge = find(item, ".sticker-combo");
      badge.hidden = combo < 2;
      say(badge, `×${combo}`);
      if (combo > streak) [streak, who] = [combo, room.seats[seat]?.nickname ?? ""];
    }
    mark(words, "streak", streak >= STREAK);
    if (streak >= STREAK) say(words, `${who}: ${streak} in a row!`);
  }

  function end() {
    next.replaceChildren();
    mark(node, "over", true);
    if (!words.dataset.streak) say(words, "And that was eight! The photos are coming in…");
    play("snap");
  }
}

/** @param {RoomView} room @param {CardView} card */
function make(room, card) {
  const rows = card.seats.map((seat) => {
    const name = room.seats[seat]?.nickname ?? "Somebody";
    const shots = card.shots.filter((shot) => shot.seat === seat);
    const who = el("p.stage-who", {}, room.seats[seat] && face(room.seats[seat].avatar), nameTag(name));
    return el("li.stage-strip", { data: { seat } }, who, strip(room.prompts, shots), el("div.stage-strip-sum"));
  });
  return el("ol.stage-strips.slide-in", { data: { count: rows.length } }, ...rows);
}

/** @param {RoomView} room @param {CardView} card @param {HTMLElement} node @param {boolean} fresh */
function land(room, card, node, fresh) {
  mark(node, "landed", true);
  let most = 0;
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (node.querySelectorAll("[data-seat]"))) {
    const result = room.results[item.dataset.seat ?? ""];
    if (!result) continue;
    most = Math.max(most, result.points);
    find(item, ".stage-strip-sum").replaceChildren(el("p.stamp", {}, `+${result.points}`), awardList(result.awards));
  }
  if (most >= PARTY && fresh) node.prepend(confetti(40));
  play(most >= PARTY ? "great" : "fair");
  announce(card.seats.map((seat) => `${room.seats[seat]?.nickname ?? "Somebody"}: ${room.results[seat]?.points ?? 0} points`).join(". "));
}

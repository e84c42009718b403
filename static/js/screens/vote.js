/** The room is asked something: pictures, photos or words to tap, and to tap again as long as there is time. */

/** @import { OptionView, RoomView, ShotView, VoteView } from "../live/protocol.js" */
/** @import { InRoom } from "../live/store.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { countdown } from "../ui/countdown.js";
import { el, keep, mark, say } from "../ui/dom.js";
import { shotPhoto } from "../ui/photo.js";
import { picture } from "../ui/prompt.js";
import { buzz, play } from "../ui/sound.js";

/**
 * @param {PhoneContext} ctx
 * @param {(state: InRoom) => string} outside what is said to who has no vote
 */
export function vote(ctx, outside = () => "The others are choosing.") {
  const ring = countdown();
  const title = el("h1.vote-title", { tabindex: -1 });
  const about = el("div.vote-about", { hidden: true });
  const options = el("ul.vote-options");
  const words = el("p.bubble", { "aria-live": "polite" });
  const node = el(
    "section.screen.vote",
    {},
    el("div.vote-top", {}, title, ring.node),
    about,
    el("div.scroll", { tabindex: 0 }, options),
    el("footer.foot", {}, words),
  );
  /** @type {string[]} */
  let chosen = [];
  let sent = "";
  return { node, update, tick: ring.tick };

  /** @param {InRoom} state */
  function update(state) {
    const { room, you } = state;
    const asked = room.votes.at(-1);
    if (!asked) return;
    const mine = you?.vote;
    say(title, asked.question);
    showAbout(asked.about ?? null, room);
    if (mine && mine.choice.join() !== sent) {
      sent = mine.choice.join();
      chosen = mine.choice;
    }
    mark(node, "picks", String(asked.picks));
    keep(
      options,
      asked.options,
      (option) => `${option.id} ${option.shot?.photo ?? ""}`,
      (option) => optionOf(option, room, () => tap(option.id)),
      (item, option) => {
        const button = /** @type {HTMLButtonElement} */ (item.firstElementChild);
        button.disabled = !mine || mine.barred.includes(option.id);
        button.setAttribute("aria-pressed", String(chosen.includes(option.id)));
      },
    );
    say(words, mine ? inVote(room, asked, chosen.length) : outside(state));
  }

  /** @param {ShotView | null} shot @param {RoomView} room */
  function showAbout(shot, room) {
    about.hidden = !shot;
    if (!shot || about.dataset.photo === (shot.photo ?? "none")) return;
    about.dataset.photo = shot.photo ?? "none";
    const name = room.seats[shot.seat]?.nickname ?? "Somebody";
    about.replaceChildren(shotPhoto(shot, `${name}'s photo`), el("p.chip", {}, name));
  }

  /** @param {string} id */
  function tap(id) {
    const { room } = ctx.connection.store.state;
    const asked = room?.votes.at(-1);
    if (!room || !asked) return;
    const rest = chosen.filter((each) => each !== id);
    // One more than may be chosen takes the place of the first.
    chosen = rest.length < chosen.length && asked.picks > 1 ? rest : [...rest, id].slice(-asked.picks);
    update(/** @type {InRoom} */ (ctx.connection.store.state));
    if (chosen.length < asked.picks) return;
    play("tick");
    buzz(30);
    ctx.send("vote", { round: room.round, turn: asked.turn, choice: chosen });
  }
}

/** @param {RoomView} room @param {VoteView} asked @param {number} chosen */
function inVote(room, asked, chosen) {
  if (!chosen) return asked.picks > 1 ? `Tap ${asked.picks}!` : "Tap one!";
  if (chosen < asked.picks) return `Tap ${asked.picks - chosen} more.`;
  const open = Object.values(room.seats).filter((seat) => seat.doing === "voting" && seat.connected).length;
  return open ? `Got it! ${open} still choosing. You may change your mind.` : "Got it!";
}

/** @param {OptionView} option @param {RoomView} room @param {() => void} onclick */
function optionOf({ words, prompt, shot, seat }, room, onclick) {
  const name = words || (seat && room.seats[seat]?.nickname) || "";
  const shows = prompt ? picture(prompt) : shot && shotPhoto(shot, "");
  return el("li", {}, el("button.vote-option", { type: "button", onclick }, shows, name && el("span", {}, name)));
}

/** The host's controls, in thumb's reach: one button, one sheet. */

/** @import { RemovedView, RoomSettings, RoomView, SeatView } from "../live/protocol.js" */
/** @import { State } from "../live/store.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { momentOf, mySeat } from "../live/store.js";
import { confirmButton } from "../ui/confirm-button.js";
import { el, find, keep, say } from "../ui/dom.js";
import { icon } from "../ui/icons.js";
import { sheetOf } from "../ui/sheet.js";
import { face } from "../ui/sticker.js";
import { showTeam, teamSign } from "../ui/teams.js";
import { decisions } from "./decisions.js";
import { SWITCHES, toggle } from "./settings.js";

/** @param {PhoneContext} ctx */
export function hostSheet(ctx) {
  const open = el(
    "button.button.host-button",
    { type: "button", hidden: true, onclick: () => sheet.showModal() },
    icon("crown"),
    "Host controls",
  );
  const back = confirmButton({ words: "Take the room back" }, "Really? Be the host again", () => ctx.send("take_over"));
  back.classList.add("small", "take-back");
  const title = el("h2", { id: "host-title" });
  const steer = steering(ctx, () => sheet.close());
  const guestsTitle = el("h3", {}, "Guests");
  const people = el("ul.people");
  const removedTitle = el("h3", {}, "Removed");
  const removed = el("ul.people");
  const plays = toggle({ name: "plays", words: "I play too" }, (value) => ctx.send("play", { plays: value }));
  const switches = SWITCHES.map((spec) => toggle(spec, (value) => configure(ctx, { [spec.name]: value })));
  const sheet = sheetOf(
    title,
    steer.node,
    el("div.sheet-switches", {}, plays.node, ...switches.map((row) => row.node)),
    guestsTitle,
    people,
    removedTitle,
    removed,
  );
  const photos = decisions(ctx);
  return { node: el("div.host", {}, photos.node, open, back, sheet), update };

  /** @param {State} state */
  function update(state) {
    const { room, you } = state;
    photos.update(state);
    open.hidden = !(room && you?.host);
    back.hidden = !room || !you?.owner || room.host === you.seat;
    if (!room || !you?.host) return sheet.close();
    say(title, room.host === you.seat ? "You are the host" : "You are the second host");
    steer.update(room);
    plays.update({ settings: { plays: Boolean(mySeat(state)?.plays) } });
    for (const row of switches) row.update(room);
    const guests = Object.values(room.seats).filter((seat) => seat.id !== you.seat);
    guestsTitle.hidden = !guests.length;
    keep(
      people,
      guests,
      (seat) => seat.id,
      (seat) => person(seat, ctx),
      (node, seat) => {
        say(find(node, ".person-name"), seat.connected ? seat.nickname : `${seat.nickname} (away)`);
        // A second host has no say over who is the first.
        find(node, ".name-host").hidden = room.host !== you.seat && !you.owner;
        find(node, ".remove").hidden = room.host === seat.id;
        offerTeam(find(node, ".change-team"), seat, room);
      },
    );
    removedTitle.hidden = removed.hidden = !you.removed.length;
    keep(
      removed,
      you.removed,
      (gone) => gone.seat,
      (gone) => whoWasRemoved(gone, ctx),
    );
  }
}

/** @param {PhoneContext} ctx @param {Partial<RoomSettings>} fields */
function configure({ connection, send }, fields) {
  const { room } = connection.store.state;
  if (room) send("configure", { settings: { ...room.settings, ...fields }, deck: room.deck.id });
}

/** @param {PhoneContext} ctx @param {() => void} close */
function steering({ connection, send }, close) {
  const pause = el("button.button.cyan", { type: "button", onclick: () => send("pause") && close() }, "Pause");
  const resume = el("button.button.leaf", { type: "button", onclick: () => send("resume") && close() }, "Go on");
  const skip = el("button.button", { type: "button", onclick: skipAhead }, "Skip ahead");
  const end = confirmButton({ words: "End the game" }, "Really? To the podium", () => send("end") && close());
  const node = el("div.steering", {}, pause, resume, skip, end);
  return { node, update };

  function skipAhead() {
    const { room } = connection.store.state;
    if (room && send("skip", momentOf(room))) close();
  }

  /** @param {RoomView} room */
  function update(room) {
    const running = room.phase !== "lobby" && room.phase !== "podium";
    node.hidden = !running;
    pause.hidden = room.paused;
    resume.hidden = !room.paused;
  }
}

/** @param {RemovedView} gone @param {PhoneContext} ctx */
function whoWasRemoved({ seat, nickname, avatar }, { send }) {
  const words = `Let ${nickname} back in`;
  const back = el(
    "button.button.leaf.small",
    { type: "button", "aria-label": words, onclick: () => send("let_back", { seat }) },
    "Let back in",
  );
  return el(
    "li.person",
    {},
    el("span.person-face", {}, face(avatar)),
    el("span.person-name", {}, nickname),
    back,
  );
}

/** @param {SeatView} seat @param {PhoneContext} ctx */
function person(seat, { send }) {
  const name = el("span.person-name", {}, seat.nickname);
  const crown = confirmButton({ sign: "crown", words: `Make ${seat.nickname} the host`, kind: "cyan" }, "Host?", () =>
    send("name_host", { seat: seat.id }),
  );
  crown.classList.add("name-host");
  const remove = confirmButton({ sign: "close", words: `Remove ${seat.nickname}` }, "Remove?", () =>
    send("kick", { seat: seat.id }),
  );
  remove.classList.add("remove");
  const team = el("button.round-button.change-team", { type: "button", hidden: true }, teamSign());
  team.onclick = () => send("change_team", { seat: seat.id, team: Number(team.dataset.next) });
  return el("li.person", {}, el("span.person-face", {}, face(seat.avatar)), name, team, crown, remove);
}

/**
 * In the lobby, a tap puts somebody into the next team.
 * @param {HTMLElement} button @param {SeatView} seat @param {RoomView} room
 */
function offerTeam(button, { nickname, team }, { phase, teams }) {
  button.hidden = team === undefined || phase !== "lobby";
  if (team === undefined) return;
  const next = teams[(team + 1) % teams.length];
  button.dataset.next = String(next.team);
  button.setAttribute("aria-label", `Move ${nickname} to Team ${next.name}`);
  showTeam(find(button, ".team-sign"), team);
}

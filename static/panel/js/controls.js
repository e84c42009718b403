/** What the house can do with the evening; only what makes sense now can be pressed. */

import { momentOf } from "../../js/store.js";
import { button, twice } from "./twice.js";

export function controls(box, line) {
  const { send } = line;
  const lock = button("Lock the door", () => configure({ locked: !line.store.state.room.settings.locked }));
  const all = {
    start: button("Start", once("start"), "sun"),
    again: button("Back to the lobby", once("again"), "sun"),
    pause: button("Pause", once("pause"), "cyan"),
    resume: button("Go on", once("resume"), "cyan"),
    skip: button("Skip ahead", once("skip", () => momentOf(line.store.state.room)), "plain"),
    end: twice("End the game", "Really? To the podium", () => send("end"), "big"),
    lock,
    close: twice("Close the room", "Erase it all, now?", () => send("close"), "big"),
  };
  box.replaceChildren(...Object.values(all));
  return { update };

  /** The second click of a double click may find the next phase under it, and is not meant for that. */
  function once(type, fields) {
    return (event) => event.detail < 2 && send(type, fields?.());
  }

  function configure(fields) {
    const { room } = line.store.state;
    send("configure", { settings: { ...room.settings, ...fields }, deck: room.deck.id });
  }

  function update({ room, closed }) {
    const running = Boolean(room) && !["lobby", "podium"].includes(room.phase);
    all.start.hidden = room?.phase !== "lobby";
    all.again.hidden = room?.phase !== "podium";
    all.pause.hidden = !running || room.paused;
    all.resume.hidden = !running || !room.paused;
    all.skip.hidden = all.end.hidden = !running;
    lock.textContent = room?.settings.locked ? "Open the door" : "Lock the door";
    for (const node of Object.values(all)) node.disabled = !room || Boolean(closed);
  }
}

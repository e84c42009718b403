/** What the house can do with the evening; only what makes sense now can be pressed. */

import { momentOf } from "../../../js/live/store.js";
import { button, confirmButton } from "../buttons.js";

export function controls(box, connection) {
  const { send } = connection;
  const lock = button("Lock the door", () => configure({ locked: !connection.store.state.room.settings.locked }));
  const all = {
    start: button("Start", once("start"), "sun"),
    again: button("Back to the lobby", once("again"), "sun"),
    pause: button("Pause", once("pause"), "cyan"),
    resume: button("Go on", once("resume"), "cyan"),
    skip: button("Skip ahead", once("skip", () => momentOf(connection.store.state.room)), "plain"),
    end: confirmButton("End the game", "Really? To the podium", () => send("end"), "big"),
    lock,
    close: confirmButton("Close the room", "Erase it all, now?", () => send("close"), "big"),
  };
  box.replaceChildren(...Object.values(all));
  return { update };

  /** The second click of a double click may find the next phase under it, and is not meant for that. */
  function once(type, fields) {
    return (event) => event.detail < 2 && send(type, fields?.());
  }

  function configure(fields) {
    const { room } = connection.store.state;
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

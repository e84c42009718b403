/** What the house can do with the evening; only what makes sense now can be pressed. */

/** @import { Connection } from "../../../js/live/connection.js" */
/** @import { RoomSettings, RoomView } from "../../../js/live/protocol.js" */
/** @import { State } from "../../../js/live/store.js" */

import { momentOf } from "../../../js/live/store.js";
import { button, confirmButton } from "../buttons.js";

/** @param {HTMLElement} box @param {Connection} connection */
export function controls(box, connection) {
  const { send } = connection;
  const lock = button("Lock the door", () => configure({ locked: !connection.store.state.room?.settings.locked }));
  const all = {
    start: button("Start", once(() => send("start")), "sun"),
    again: button("Back to the lobby", once(() => send("again")), "sun"),
    pause: button("Pause", once(() => send("pause")), "cyan"),
    resume: button("Go on", once(() => send("resume")), "cyan"),
    skip: button("Skip ahead", once((room) => send("skip", momentOf(room))), "plain"),
    end: confirmButton("End the game", "Really? To the podium", () => send("end"), "big"),
    lock,
    close: confirmButton("Close the room", "Erase it all, now?", () => send("close"), "big"),
  };
  box.replaceChildren(...Object.values(all));
  return { update };

  /**
   * The second click of a double click may find the next phase under it, and is not meant for that.
   * @param {(room: RoomView) => unknown} act
   * @returns {(event: MouseEvent) => void}
   */
  function once(act) {
    return (event) => {
      const { room } = connection.store.state;
      if (room && event.detail < 2) act(room);
    };
  }

  /** @param {Partial<RoomSettings>} fields */
  function configure(fields) {
    const { room } = connection.store.state;
    if (room) send("configure", { settings: { ...room.settings, ...fields }, deck: room.deck.id });
  }

  /** @param {State} state */
  function update({ room, closed }) {
    const running = room !== null && !["lobby", "podium"].includes(room.phase);
    all.start.hidden = room?.phase !== "lobby";
    all.again.hidden = room?.phase !== "podium";
    all.pause.hidden = !running || room.paused;
    all.resume.hidden = !running || !room.paused;
    all.skip.hidden = all.end.hidden = !running;
    lock.textContent = room?.settings.locked ? "Open the door" : "Lock the door";
    for (const node of Object.values(all)) node.disabled = !room || Boolean(closed);
  }
}

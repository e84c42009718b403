/** The door: a name, a face, and in. */

/** @import { State } from "../live/store.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { ApiError, takeSeat, wordsOf } from "../api.js";
import { chosenIn, fillFromMemory, remember } from "../people/profile.js";
import { byId, el, find, say } from "../ui/dom.js";

/** @param {PhoneContext} ctx */
export function join(ctx) {
  const template = byId("join-form", HTMLTemplateElement);
  const form = /** @type {HTMLFormElement} */ (find(template.content, "form").cloneNode(true));
  const who = el("p.join-who");
  const oops = el("p.bubble.oops", { role: "alert" });
  const node = el(
    "section.screen.join",
    { "aria-labelledby": "screen-title" },
    el("h1", { id: "screen-title", tabindex: -1 }, "Come on in!"),
    who,
    form,
  );
  form.prepend(oops);
  fillFromMemory(
    form,
    Object.values(ctx.connection.store.state.room?.seats ?? {}).map((seat) => seat.avatar),
  );
  form.addEventListener("submit", enter);
  return { node, update };

  /** @param {State} state */
  function update({ room, closed }) {
    if (closed?.code === "no_spectators") return onlyPlayers();
    if (closed) say(oops, closed.message);
    if (!room) return;
    const names = Object.values(room.seats).map((seat) => seat.nickname);
    say(
      who,
      names.length ? `${listed(names)} ${names.length === 1 ? "is" : "are"} here already.` : "Nobody is here yet.",
    );
  }

  /** Who may not watch can join nevertheless. */
  function onlyPlayers() {
    say(who, "Who is here? Only players get to see that.");
    find(form, "[href='?watch=1']").hidden = true;
  }

  /** @param {SubmitEvent} event */
  async function enter(event) {
    event.preventDefault();
    const button = find(form, "[type=submit]", HTMLButtonElement);
    button.disabled = true;
    const profile = chosenIn(form);
    try {
      await takeSeat(ctx.code, profile);
      remember(profile);
      ctx.connection.restart();
    } catch (error) {
      say(oops, wordsOf(error));
      const code = error instanceof ApiError && error.code;
      if (code === "room_full") find(form, "[href='?watch=1']").classList.replace("plain", "cyan");
      if (code === "password_needed") location.reload();
      find(form, "[name=nickname]").focus();
      button.disabled = false;
    }
  }
}

/** @param {string[]} names */
function listed(names) {
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} others`] : names;
  return shown.length === 1 ? shown[0] : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

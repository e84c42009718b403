/** The door: a name, a face, and in. */

import { takeSeat } from "../api.js";
import { el, say } from "../ui/dom.js";
import { fillFromMemory, remember } from "../people/profile.js";

export function join(ctx) {
  const form = document.getElementById("join-form").content.firstElementChild.cloneNode(true);
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

  function update({ room, closed }) {
    if (closed) say(oops, closed.message);
    if (!room) return;
    const names = Object.values(room.seats).map((seat) => seat.nickname);
    say(
      who,
      names.length ? `${listed(names)} ${names.length === 1 ? "is" : "are"} here already.` : "Nobody is here yet.",
    );
  }

  async function enter(event) {
    event.preventDefault();
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    const { nickname, avatar } = Object.fromEntries(new FormData(form));
    try {
      await takeSeat(ctx.code, { nickname, avatar });
      remember({ nickname, avatar });
      ctx.connection.restart();
    } catch (error) {
      say(oops, error.message);
      if (error.code === "room_full") form.querySelector("[href='?watch=1']").classList.replace("plain", "cyan");
      if (error.code === "password_needed") location.reload();
      form.elements.nickname.focus();
      button.disabled = false;
    }
  }
}

function listed(names) {
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} others`] : names;
  return shown.length === 1 ? shown[0] : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

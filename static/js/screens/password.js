/** The room's password: set, changed or taken away. What it is stays between the host and the server. */

/** @import { Send } from "../live/connection.js" */
/** @import { RoomView } from "../live/protocol.js" */

import { confirmButton } from "../ui/confirm-button.js";
import { el, say } from "../ui/dom.js";

/** @param {Send} send */
export function passwordField(send) {
  const words = el("span");
  const input = el("input.input", {
    name: "password",
    maxlength: 60,
    required: true,
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    enterkeyhint: "done",
  });
  const set = el("button.button.cyan", { type: "submit" });
  const none = confirmButton({ words: "Take it away", kind: "plain" }, "Really? No password", () =>
    send("set_password", { password: "" }),
  );
  const node = el(
    "form.password",
    { onsubmit: submit },
    el("label.field", {}, words, input),
    el("div.row", {}, set, none),
  );
  return { node, update };

  /** @param {SubmitEvent} event */
  function submit(event) {
    event.preventDefault();
    const password = input.value.trim();
    if (password && send("set_password", { password })) input.value = "";
  }

  /** @param {RoomView} room */
  function update({ has_password }) {
    say(words, has_password ? "Password: newcomers are asked for it" : "Password: none");
    say(set, has_password ? "Change it" : "Set it");
    none.hidden = !has_password;
  }
}

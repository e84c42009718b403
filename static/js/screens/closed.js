/** Words for when there is no room to show: not yet, or no more. */

/** @import { Context, Screen } from "./switcher.js" */

import { el } from "../ui/dom.js";

/** @type {Record<string, string>} */
const TITLES = {
  kicked: "You are out",
  room_expired: "This party is over",
  gone: "This party is over",
  no_such_room: "This party is over",
  not_allowed: "The door is shut",
  no_spectators: "Players only",
  link_needed: "So close!",
};

/** @returns {Screen} */
export function connecting() {
  return { node: el("section.screen.middle", {}, el("p.shout.pulse", {}, "Knocking at the door…")) };
}

/** @param {Context} ctx @returns {Screen} */
export function closed({ code, connection }) {
  const title = el("h1", { tabindex: -1 });
  const words = el("p.bubble");
  const face = el("img.closed-face", { src: "/art/faces/lulu/20-20-0.svg", alt: "", width: 200, height: 200 });
  const { code: why, message } = connection.store.state.closed ?? { code: "", message: "" };
  const way = why === "no_spectators" ? [`/r/${code}/`, "Join the party"] : ["/", "Start your own party"];
  const node = el("section.screen.middle", {}, title, words, face, el("a.button.main", { href: way[0] }, way[1]));
  title.textContent = TITLES[why] ?? "That's it";
  words.textContent = message;
  return { node };
}

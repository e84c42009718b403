/** The front door: start a party, or join one by its code. */

import { createRoom, decks, lookAt } from "../api.js";
import { el, say } from "../ui/dom.js";
import { fillFromMemory, remember } from "../people/profile.js";
import { animateFaces } from "../ui/animated-faces.js";

const start = document.getElementById("start-form");
const enter = document.getElementById("code-form");

fillFromMemory(start);
animateFaces(document.querySelectorAll("[data-animated]"));
decks().then(showDecks, () => {});
start.addEventListener("submit", startParty);
enter.addEventListener("submit", enterCode);

function showDecks(list) {
  start.elements.deck.replaceChildren(
    ...list.map((deck) => el("option", { value: deck.id }, `${deck.name} (${deck.prompts} faces)`)),
  );
}

async function startParty(event) {
  event.preventDefault();
  const { nickname, avatar, deck } = Object.fromEntries(new FormData(start));
  await attempt(start, async () => {
    const room = await createRoom({ nickname, avatar, ...(deck && { deck }) });
    remember({ nickname, avatar });
    location.href = room.url;
  });
}

async function enterCode(event) {
  event.preventDefault();
  const code = codeIn(enter.elements.code.value);
  await attempt(enter, async () => {
    if (!code) throw new Error("A code has five letters, like BKTRZ.");
    await lookAt(code).catch(unlessLocked);
    location.href = `/r/${code}/`;
  });
}

/** The room's own page asks for its password. */
function unlessLocked(error) {
  if (error.code !== "password_needed") throw error;
}

/** Five letters out of what a guest may type or paste: small letters, gaps, a whole link. */
function codeIn(text) {
  const link = text.match(/\/r\/([a-z]{5})\b/i);
  const letters = (link ? link[1] : text).toUpperCase().replace(/[^A-Z]/g, "");
  return letters.length === 5 ? letters : null;
}

async function attempt(form, act) {
  const button = form.querySelector("[type=submit]");
  const oops = form.querySelector(".oops");
  button.disabled = true;
  say(oops, "");
  try {
    await act();
  } catch (error) {
    say(oops, error.status === 404 ? "No party has that code. Ask for the link once more." : error.message);
  }
  button.disabled = false;
}

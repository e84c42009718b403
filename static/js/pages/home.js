/** The front door: start a party, or join one by its code. */

/** @import { DeckRow } from "../live/protocol.js" */

import { ApiError, createRoom, decks, lookAt, wordsOf } from "../api.js";
import { chosenIn, fillFromMemory, remember } from "../people/profile.js";
import { animateFaces } from "../ui/animated-faces.js";
import { byId, el, find, say } from "../ui/dom.js";

const start = byId("start-form", HTMLFormElement);
const enter = byId("code-form", HTMLFormElement);

fillFromMemory(start);
animateFaces(document.querySelectorAll("img[data-animated]"));
decks().then(showDecks, () => {});
start.addEventListener("submit", startParty);
enter.addEventListener("submit", enterCode);

/** @param {DeckRow[]} list */
function showDecks(list) {
  // The panel sends its hosts here with the deck that they have just made.
  const wanted = new URLSearchParams(location.search).get("deck");
  find(start, "[name=deck]").replaceChildren(
    ...list.map(({ id, name, prompts }) =>
      el("option", { value: id, selected: id === wanted }, `${name} (${prompts} faces)`),
    ),
  );
}

/** @param {SubmitEvent} event */
async function startParty(event) {
  event.preventDefault();
  const profile = chosenIn(start);
  const deck = find(start, "[name=deck]", HTMLSelectElement).value;
  await attempt(start, async () => {
    const room = await createRoom({ ...profile, ...(deck && { deck }) });
    remember(profile);
    location.href = room.url;
  });
}

/** @param {SubmitEvent} event */
async function enterCode(event) {
  event.preventDefault();
  const text = find(enter, "[name=code]", HTMLInputElement).value;
  const code = codeIn(text);
  await attempt(enter, async () => {
    if (!code) throw new Error("A code has five letters, like BKTRZ.");
    const key = text.match(/[?&]k=[a-z0-9]+/i);
    const query = key ? `?${key[0].slice(1)}` : "";
    await lookAt(code, query).catch(unlessShut);
    location.href = `/r/${code}/${query}`;
  });
}

/**
 * The room's own page says in words why it does not let somebody in, or asks for the password.
 * @param {unknown} error
 */
function unlessShut(error) {
  if (!(error instanceof ApiError && error.status === 403)) throw error;
}

/**
 * Five letters out of what a guest may type or paste: small letters, gaps, a whole link.
 * @param {string} text
 */
function codeIn(text) {
  const link = text.match(/\/r\/([a-z]{5})\b/i);
  const letters = (link ? link[1] : text).toUpperCase().replace(/[^A-Z]/g, "");
  return letters.length === 5 ? letters : null;
}

/** @param {HTMLFormElement} form @param {() => Promise<void>} act */
async function attempt(form, act) {
  const button = find(form, "[type=submit]", HTMLButtonElement);
  const oops = find(form, ".oops");
  button.disabled = true;
  say(oops, "");
  try {
    await act();
  } catch (error) {
    const unknown = error instanceof ApiError && error.status === 404;
    say(oops, unknown ? "No party has that code. Ask for the link once more." : wordsOf(error));
  }
  button.disabled = false;
}

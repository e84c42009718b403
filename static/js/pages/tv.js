/** Asks every two seconds where this screen goes, and goes there. */

import { byId, say } from "../ui/dom.js";
import { stayAwake } from "../ui/wake-lock.js";

const EVERY = 2000;
const { waiting = "" } = byId("main").dataset;

async function ask() {
  try {
    const answer = await fetch(waiting);
    // Its letters are over: there are new ones.
    if (answer.status === 404) return location.reload();
    const { url } = answer.ok ? await answer.json() : { url: "" };
    if (url) return location.replace(url);
    say(byId("tv-news"), "Waiting for the host's phone…");
  } catch {
    say(byId("tv-news"), "No connection to the party. Trying again…");
  }
  setTimeout(ask, EVERY);
}

setTimeout(ask, EVERY);
stayAwake();

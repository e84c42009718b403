/** Follows a training while one goes on, and shows the page anew when it is done. */

import { byId, say } from "../../../js/ui/dom.js";

/** @typedef {{ on: boolean, step: number, steps: number, words: string }} Progress */

const EVERY = 1000;
const section = byId("training");
const bar = byId("training-progress", HTMLProgressElement);

if (section.dataset.on) setTimeout(look, EVERY);

async function look() {
  try {
    const answer = await fetch(section.dataset.state ?? "");
    if (!answer.ok) return say(byId("training-words"), "This training cannot be seen. Sign in again.");
    show(await answer.json());
  } catch {
    setTimeout(look, EVERY);
  }
}

/** @param {Progress} progress */
function show({ on, step, words }) {
  if (!on) return location.reload();
  bar.value = step;
  say(byId("training-words"), words);
  setTimeout(look, EVERY);
}

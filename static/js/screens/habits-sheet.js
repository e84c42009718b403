/** What a guest may switch on this phone, from every screen: how photos are taken, and what the big screen shows of a face. */

/** @import { Habit } from "../ui/habits.js" */

import { el } from "../ui/dom.js";
import { HABITS, likes, setHabit } from "../ui/habits.js";
import { icon } from "../ui/icons.js";
import { sheetOf } from "../ui/sheet.js";
import { toggle } from "./settings.js";

export function habitsSheet() {
  const names = /** @type {Habit[]} */ (Object.keys(HABITS));
  const rows = names.map((name) => toggle({ name, words: HABITS[name].words }, (on) => setHabit(name, on)));
  const sheet = sheetOf(
    el("h2", { id: "habits-title" }, "How I play"),
    el("div.sheet-switches", {}, ...rows.map((row) => row.node)),
    el("p.quiet", {}, "The big screen gets three numbers for your eyes and mouth while you warm up or pose. No picture, and nothing is kept."),
  );
  const button = el("button.round-button", { type: "button", "aria-label": "How I play", onclick: open }, icon("sliders"));
  return { button, sheet };

  function open() {
    const now = Object.fromEntries(names.map((name) => [name, likes(name)]));
    for (const row of rows) row.update({ settings: /** @type {Record<Habit, boolean>} */ (now) });
    sheet.showModal();
  }
}

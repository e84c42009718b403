/** What to do better in the next take, in words for somebody with half a minute. */

/** @import { PromptView, TakeView, You } from "../live/protocol.js" */

import { targetWords } from "./prompt.js";

/**
 * { words, details } about the last take of `you`, or about the prompt before there is one.
 * The number is there only in rooms that tell it before the reveal.
 * @param {You} you @param {PromptView | null} wanted
 */
export function adviceFor(you, wanted) {
  const last = you.takes.at(-1);
  if (!last) return { words: wanted ? targetWords(wanted) : "", details: "" };
  if (last.code === "judging") return { words: "Got it! The judges are looking…", details: "" };
  if (last.code !== "scored") return { words: last.message, details: "" };
  const parts = Object.values(last.parts).map((part) => `${part.words}.`);
  const number = last.percent === undefined ? "" : `${Math.round(last.percent)} %: `;
  return { words: number + verdict(you, last), details: [...parts, last.note ?? ""].join(" ").trim() };
}

/** @param {You} you @param {TakeView} last */
function verdict(you, last) {
  if (you.done) return "All done! Your best one counts.";
  const best = you.takes.find((take) => take.best);
  const better = best && best !== last ? ` Number ${best.number} is your best still.` : "";
  return (last.advice ?? "Got it!") + better;
}

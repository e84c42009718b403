/** What to do better in the next take, in words for somebody with half a minute. */

/** @import { Judged, PromptView, TakeView, You } from "../live/protocol.js" */

import { targetWords } from "./prompt.js";

/** @type {Record<string, string>} */
const WIDER = { eyes: "Open your eyes wider!", mouth: "Open your mouth wider!" };
/** @type {Record<string, string>} */
const TIGHTER = { eyes: "Shut your eyes more!", mouth: "Shut your mouth more!" };
/** Points lost by a part that nobody could see. */
const SMALL = 5;

/**
 * { words, details } about the last take of `you`, or about the prompt before there is one.
 * @param {You} you @param {PromptView} wanted
 */
export function adviceFor(you, wanted) {
  const last = you.takes.at(-1);
  if (!last) return { words: targetWords(wanted), details: "" };
  if (last.code === "judging") return { words: "Got it! The judges are looking…", details: "" };
  if (last.percent === undefined) return { words: last.message, details: "" };
  const parts = Object.values(last.parts).map((part) => part.words);
  const details = `${parts.join("; ")}. ${last.note ?? ""}`.trim();
  return { words: `${Math.round(last.percent)} %: ${verdict(you, last, wanted)}`, details };
}

/** @param {You} you @param {TakeView} last @param {PromptView} wanted */
function verdict(you, last, wanted) {
  if (you.done) return "All done! Your best one counts.";
  const best = Math.max(...you.takes.map((take) => take.percent ?? 0));
  const better = best > (last.percent ?? 0) ? ` Your best is still ${Math.round(best)} %.` : "";
  return hint(last, wanted) + better;
}

/** @param {Judged} last @param {PromptView} wanted */
function hint({ parts }, wanted) {
  const [name, worst] = Object.entries(parts).sort(([, a], [, b]) => b.cost - a.cost)[0];
  if (worst.cost < SMALL) return "Wow!";
  const winks = wanted.left_eye !== wanted.right_eye;
  if (name === "eyes" && winks) return targetWords(wanted);
  return (worst.read < worst.wanted ? WIDER : TIGHTER)[name];
}

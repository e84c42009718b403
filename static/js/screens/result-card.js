/** One guest's result in the reveal, with the host's and the guests' way to take a photo down. */

/** @import { ResultView, SeatView, You } from "../live/protocol.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { reportButton } from "../photos/report-button.js";
import { takeDownButton } from "../photos/take-down.js";
import { el } from "../ui/dom.js";
import { photoOf } from "../ui/photo.js";
import { shownPercent } from "../ui/results.js";
import { burst } from "../ui/score.js";
import { face } from "../ui/sticker.js";

/**
 * @param {ResultView} result @param {SeatView | undefined} seat @param {PhoneContext} ctx @param {You | null} you
 * @param {boolean} told
 */
export function resultCard(result, seat, ctx, you, told) {
  const name = seat?.nickname ?? "Somebody";
  const who = el("p.result-who", {}, seat && face(seat.avatar), el("span", {}, name));
  const words = Object.values(result.parts ?? {}).map((part) => el("li", {}, part.words));
  const star = burst(told ? shownPercent(result) : null);
  star.classList.add(told ? "landing" : "held");
  return el(
    "li.result.panel.slide-in",
    {},
    el(
      "div.result-photo",
      {},
      photoOf(result, `${name}'s photo`),
      told && result.place !== undefined && el("b.chip", {}, `#${result.place}`),
      (!told || result.code === "scored") && star,
    ),
    el(
      "div.result-text",
      {},
      who,
      told && (words.length ? el("ul", {}, ...words) : el("p", {}, result.message)),
      ...actions(result, ctx, you),
    ),
  );
}

/**
 * Whether there is a photo to take down, seen by everybody or held back.
 * @param {ResultView} result
 */
export function hasPhoto(result) {
  return !result.withdrawn && (Boolean(result.photo) || result.code === "scored");
}

/** @param {ResultView} result @param {PhoneContext} ctx @param {You | null} you */
function actions(result, ctx, you) {
  if (!result.take || !you || result.code === "judging") return [];
  const { take } = result;
  if (result.withdrawn) return [];
  if (result.seat === you.seat) return hasPhoto(result) ? [takeDownButton(ctx.code, [take], ctx.toast)] : [];
  if (you.host) {
    const label = result.photo ? "Hide photo" : "Show photo";
    const fields = { take, approved: !result.photo, hidden: Boolean(result.photo), keep_score: true };
    return [el("button.button.plain.small", { type: "button", onclick: () => ctx.send("moderate", fields) }, label)];
  }
  return result.photo ? [reportButton(() => ctx.send("report", { take }))] : [];
}

/** What the guest lets us keep, and the way to take it back. The photos themselves only the host sees. */

/** @import { Kept } from "../live/protocol.js" */

import { wordsOf } from "../api.js";
import { confirmButton } from "../ui/confirm-button.js";
import { el, say } from "../ui/dom.js";
import { keptPhotos, takeBack } from "./api.js";

const GONE = "Taken back: the photo and its numbers are erased.";

/** Hidden while there is nothing. `refresh` asks again. */
export function keptPhotosCard() {
  const list = el("ul.kept-photos");
  const words = el("p.bubble.yes", { role: "status" });
  const all = confirmButton({ words: "Take all back", kind: "plain" }, "Really all?", () => give(undefined));
  const node = el(
    "section.panel.kept",
    { hidden: true, "aria-label": "What you let us keep" },
    el("h3.caption", {}, "What you let us keep"),
    list,
    all,
    words,
  );
  refresh();
  return { node, refresh };

  async function refresh() {
    const found = await keptPhotos().catch(() => null);
    if (!found) return;
    list.replaceChildren(...found.map(row));
    all.hidden = found.length < 2;
    node.hidden = !found.length && !words.textContent;
  }

  /** @param {Kept} photo */
  function row({ id, cast, character, at }) {
    const day = new Date(at).toLocaleDateString(undefined, { day: "numeric", month: "long" });
    const shown = character ? `as ${character}` : "until the host says who it resembles";
    return el(
      "li.kept-photo",
      {},
      el("span", {}, el("b", {}, `Your photo of ${day}`), ` ${shown}, in ${cast}`),
      confirmButton({ words: "Take it back", kind: "plain" }, "Really?", () => give(id)),
    );
  }

  /** @param {string | undefined} id of one, or all */
  async function give(id) {
    try {
      await takeBack(id);
      say(words, GONE);
    } catch (error) {
      say(words, wordsOf(error));
    }
    await refresh();
  }
}

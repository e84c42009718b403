/** A cue, for fun: what to do in the clip, and whether it was seen. */

/** @import { CueView } from "../live/protocol.js" */

import { el } from "../ui/dom.js";

const PLAIN = { title: "Now the clip", task: "Look into the camera." };
const NO_PROOF = "A cue is part of the game and proves nothing: a recording passes it, too.";
/** @type {Record<string, string>} */
const CUES = {
  blink_left: "Blink twice, then look left",
  blink_right: "Blink twice, then look right",
  left_right: "Look left, then right",
};
/** @type {Record<CueView["verdict"], string>} */
const STAMPS = { seen: "Seen!", not_seen: "Not seen", cannot_tell: "Can't tell" };

export function cueChoice() {
  const select = el(
    "select",
    { name: "cue" },
    el("option", { value: "" }, "None"),
    ...Object.entries(CUES).map(([value, words]) => el("option", { value }, words)),
  );
  const node = el("label.match-field", {}, "A cue for the clip, for fun", select);
  return {
    node,
    /** As the API takes it: there only if there is one. */
    chosen: () => (select.value ? { cue: select.value } : {}),
    /** What is said while it is filmed. */
    film: () => (select.value ? { title: CUES[select.value], task: `${CUES[select.value]}. Turn your head, to your own side.` } : PLAIN),
  };
}

/** @param {CueView} cue */
export function cueCard(cue) {
  return el(
    "section.panel.match-cue",
    {},
    el("h3.caption", {}, "The cue, for fun"),
    el("p", {}, `“${cue.words}”`),
    el("p.stamp.match-stamp", { data: { verdict: { seen: "yes", not_seen: "no", cannot_tell: "unsure" }[cue.verdict] } }, STAMPS[cue.verdict]),
    el("p", {}, cue.reason),
    el("p.booth-note", {}, NO_PROOF),
  );
}

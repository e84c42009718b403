/** What a guest shows the room from a booth: a card that pops up for some seconds and is said aloud. */

/** @import { CharacterAnswer, FaceMatchAnswer, LookalikeAnswer, MatchView, PracticeAnswer, ShownMessage, WhoAnswer } from "../live/protocol.js" */

import { announce } from "./announce.js";
import { art } from "./art.js";
import { el } from "./dom.js";
import { play } from "./sound.js";

const LINGER = 9000;
const MOST_NAMES = 6;

/** @typedef {{ picture: string, title: string, words: string }} Telling */
/** @type {Record<string, (answer: any, name: string) => Telling>} */
const TELLINGS = { lookalike, character, who, match, practice };

export function shownCard() {
  const node = el("div.shown", { "aria-hidden": "true", hidden: true });
  let hide = 0;
  return { node, show };

  /** @param {ShownMessage} message @param {string} [name] of who shows it */
  function show({ kind, answer }, name = "Somebody") {
    if (!(kind in TELLINGS)) return;
    const { picture, title, words } = TELLINGS[kind](answer, name);
    node.replaceChildren(
      el(
        "div.shown-card.landing",
        {},
        el("img", { src: picture, alt: "", width: 160, height: 160 }),
        el("p.shout", {}, title),
        el("p.shown-words", {}, words),
      ),
    );
    node.hidden = false;
    announce(`${title} ${words}`);
    play("arrival");
    clearTimeout(hide);
    hide = setTimeout(() => (node.hidden = true), LINGER);
  }
}

/** @param {LookalikeAnswer} answer @param {string} name @returns {Telling} */
function lookalike({ matches: [best] }, name) {
  return {
    picture: pictureOf(best),
    title: `${name} looks like ${best.name}${best.is_match ? "!" : "."}`,
    words: closeness(best),
  };
}

/** @param {{ picture: string }} match */
function pictureOf({ picture }) {
  return picture || art("no-face");
}

/** @param {MatchView} match */
function closeness({ closer_than: closer, is_match }) {
  const kind = is_match ? "A match" : "A best guess";
  return closer === undefined ? `${kind}.` : `${kind}, closer than ${closer} of 100 strangers.`;
}

/** @param {CharacterAnswer} answer @param {string} name @returns {Telling} */
function character({ winner, cast }, name) {
  return {
    picture: pictureOf(winner),
    title: `${name} is ${winner.name}!`,
    words: `${Math.round(100 * winner.probability)} %, says ${cast.name}.`,
  };
}

/** @param {WhoAnswer} answer @param {string} name @returns {Telling} */
function who({ faces, absent }, name) {
  const known = faces.flatMap((face) => face.name ?? []);
  const strangers = faces.length - known.length;
  const parts = [listed(known), strangers && `${strangers} unknown`, absent.length && `missing: ${listed(absent.map((one) => one.name))}`];
  return {
    picture: art("booth-who"),
    title: `${name} has ${faces.length} in a photo.`,
    words: `${parts.filter(Boolean).join("; ")}.`,
  };
}

/** @param {string[]} names */
function listed(names) {
  const more = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** @param {FaceMatchAnswer} answer @param {string} name @returns {Telling} */
function match({ is_match: same, reason }, name) {
  const title = same ? "it's a match!" : same === false ? "somebody else." : "can't tell.";
  return { picture: art("booth-match"), title: `${name} compares faces: ${title}`, words: reason };
}

/** @param {PracticeAnswer} answer @param {string} name @returns {Telling} */
function practice({ prompt, percent }, name) {
  return { picture: prompt.picture, title: `${name} has practised: ${Math.round(percent)} %!`, words: prompt.title };
}

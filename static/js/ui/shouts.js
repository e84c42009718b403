/** What a room shouts at a photo: by how it missed, and for the same photo the same on every screen. */

/** @import { Judged, PartView } from "../live/protocol.js" */

/** @type {Record<string, string[]>} */
export const SHOUTS = {
  twins: ["Twins!", "Photocopied!", "Separated at birth!", "Who drew whom?"],
  close: ["Spitting image!", "Chef's kiss!", "Cousins, at least!", "The mirror approves!"],
  eyes_wide: ["Seen a ghost?", "Blink, please!", "Eyes like saucers!", "Who turned on the light?"],
  eyes_shut: ["Wakey wakey!", "Five more minutes…", "Sleepwalking!", "Is anybody in?"],
  eyes_crossed: ["The other eye!", "Left, right, whatever!", "That was a blink!"],
  mouth_wide: ["Catching flies!", "We can see your lunch!", "Say less!", "The dentist is happy!"],
  mouth_shut: ["Cat got your tongue?", "Say aaah!", "Poker face!", "Zipped up!"],
  smile: ["Cheese! Or not?", "Wrong mood!", "Who told the joke?", "Mixed feelings!"],
  brows: ["Brow business!", "Eyebrows on holiday!", "Surprised? Hardly!", "Brows have their own plan!"],
  tilt: ["Wonky!", "Straighten the picture!", "Mind your neck!", "Other angle!"],
  turn: ["Looking for someone?", "The camera is over here!", "Other profile!"],
  opposite: ["Opposite day!", "Who is that?", "A different cartoon!", "Bold. Wrong, but bold!"],
  no_face: ["Nobody home!", "Now you see me…", "Master of disguise!"],
  no_photo: ["Camera shy!"],
  oops: ["Oops!", "The judges shrug!"],
};

/** Over a card that several share. */
export const TOGETHER = ["Brave faces!", "The warm-up act!", "A for effort!", "Art is hard!", "They tried. We saw."];

const TWINS = 97;
const CLOSE = 85;
const OPPOSITE = 30;
/** Both parts of a face are wrong from so many points each. */
const WRONG = 25;

/**
 * The stamp on a result, whatever became of it. `key` picks one of those that fit.
 * @param {Pick<Judged, "code" | "percent" | "parts">} result
 * @param {string} key
 */
export function shoutFor(result, key = "") {
  return anyOf(SHOUTS[missOf(result)], key);
}

/** @param {string[]} seats who share the card */
export function shoutForAll(seats) {
  return anyOf(TOGETHER, seats.join());
}

/**
 * How a photo missed, as a name in SHOUTS.
 * @param {Pick<Judged, "code" | "percent" | "parts">} result
 */
export function missOf({ code, percent = 0, parts }) {
  if (code !== "scored") return code in SHOUTS ? code : "oops";
  if (percent >= TWINS) return "twins";
  if (percent >= CLOSE) return "close";
  const [worst, other] = Object.entries(parts).sort(([, a], [, b]) => b.cost - a.cost);
  if (percent <= OPPOSITE || !worst || (other && other[1].cost >= WRONG)) return "opposite";
  // Of two faces in one photo, parts are named by whose they are first.
  const name = worst[0].split(" ").at(-1) ?? "";
  return name in SHOUTS ? name : `${name}_${sideOf(worst[1])}`;
}

/**
 * Eyes that are off one by one do not show in their mean.
 * @param {PartView} part
 */
function sideOf({ read, wanted, cost }) {
  if (Math.abs(read - wanted) * 50 < cost / 2) return "crossed";
  return read > wanted ? "wide" : "shut";
}

/** @param {string[]} words @param {string} key */
function anyOf(words, key) {
  let sum = 0;
  for (const letter of key) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return words[sum % words.length];
}

/** A drawn head that pulls a face: `game/art/puppet.py` says what of it moves, and where to. */

/** @import { Face } from "../live/protocol.js" */

/** @typedef {keyof Face} Part */
/** @typedef {Record<Part, number>} Openness of each part, 0 shut to 1 open */
/** @typedef {{ element: Element, name: string, words: string[], frames: number[][] }} Joint an attribute that moves */
/** @typedef {{ keys: number[], joints: Joint[] }} Limb what one part moves, and how far open it is in each frame */

const NUMBER = /-?\d+(?:\.\d+)?/g;
let hung = 0;

export class Puppet {
  node;
  /** @type {Partial<Record<Part, Limb>>} */
  #limbs = {};
  /** @type {Partial<Openness>} */
  #shown = {};

  /** @param {string} text the drawing */
  constructor(text) {
    // Names are known to the whole page: two guests may have the same face.
    const own = text.replaceAll("puppet-", `puppet${(hung += 1)}-`);
    this.node = document.importNode(new DOMParser().parseFromString(own, "image/svg+xml").documentElement, true);
    for (const [name, text] of attributesOf(this.node)) this.#limbs[/** @type {Part} */ (name)] = { keys: numbersIn(text), joints: [] };
    for (const element of this.node.querySelectorAll("*")) for (const one of attributesOf(element)) this.#join(element, ...one);
  }

  /** @param {Partial<Openness>} face parts that are not told stay as they are */
  pull(face) {
    for (const [name, limb] of Object.entries(this.#limbs)) {
      const part = /** @type {Part} */ (name);
      const open = face[part];
      if (open === undefined || open === this.#shown[part]) continue;
      this.#shown[part] = open;
      for (const joint of limb.joints) move(joint, limb.keys, open);
    }
  }

  /** @param {Element} element @param {string} name @param {string} text */
  #join(element, name, text) {
    const dash = name.indexOf("-");
    const versions = text.split("|");
    const joint = { element, name: name.slice(dash + 1), words: versions[0].split(NUMBER), frames: versions.map(numbersIn) };
    this.#limbs[/** @type {Part} */ (name.slice(0, dash))]?.joints.push(joint);
  }
}

/**
 * What an element's `data-` attributes say, by their names without that.
 * @param {Element} element
 * @returns {Array<[name: string, text: string]>}
 */
function attributesOf(element) {
  const told = [...element.attributes].filter(({ name }) => name.startsWith("data-"));
  return told.map(({ name, value }) => [name.slice("data-".length), value]);
}

/** @param {string} text */
function numbersIn(text) {
  return (text.match(NUMBER) ?? []).map(Number);
}

/**
 * Straight between two frames, and on below the first.
 * @param {Joint} joint
 * @param {number[]} keys
 * @param {number} open
 */
function move({ element, name, words, frames }, keys, open) {
  const above = keys.findIndex((key, index) => index > 0 && key >= open);
  const [from, to] = [frames[above - 1], frames[above]];
  const way = (open - keys[above - 1]) / (keys[above] - keys[above - 1]);
  // A flag of an arc is a 1, not a 1.0.
  const at = from.map((number, index) => Math.round(10 * (number + way * (to[index] - number))) / 10);
  element.setAttribute(name, words.reduce((text, word, index) => text + at[index - 1] + word));
}

/** Makes elements out of words; text is always text, never markup. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * The element that a name like "button.main" makes.
 * @template {string} N
 * @typedef {N extends `${infer Tag}.${string}` ? TagOf<Tag> : TagOf<N>} ElementOf
 */
/**
 * @template {string} T
 * @typedef {T extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[T] : HTMLElement} TagOf
 */
/**
 * The drawing that a name like "path.ink" makes.
 * @template {string} N
 * @typedef {N extends `${infer Tag}.${string}` ? DrawnTagOf<Tag> : DrawnTagOf<N>} DrawingOf
 */
/**
 * @template {string} T
 * @typedef {T extends keyof SVGElementTagNameMap ? SVGElementTagNameMap[T] : SVGElement} DrawnTagOf
 */
/**
 * @typedef {object} KnownProps
 * @property {Record<string, unknown>} [data]
 * @property {Record<string, string | number>} [style]
 * @property {(event: MouseEvent) => unknown} [onclick]
 *
 * @typedef {KnownProps & { [name: string]: unknown }} Props
 * @typedef {Node | string | false | null | undefined} Child
 */

/**
 * `el("button.main", { type: "button", onclick }, "Start", child)`: a tag with classes,
 * properties, and children. `data` fills dataset, `style` sets (custom) properties, `on…` listens.
 * @template {string} N
 * @param {N} name
 * @param {Props} props
 * @param {...(Child | Child[])} children
 */
export function el(name, props = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  return /** @type {ElementOf<N>} */ (fill(document.createElement(tag || "div"), classes, props, children));
}

/**
 * The same for a drawing.
 * @template {string} N
 * @param {N} name
 * @param {Props} props
 * @param {...(Child | Child[])} children
 */
export function drawn(name, props = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  return /** @type {DrawingOf<N>} */ (fill(document.createElementNS(SVG, tag), classes, props, children));
}

/**
 * @template {HTMLElement | SVGElement} E
 * @param {E} node
 * @param {string[]} classes
 * @param {Props} props
 * @param {Array<Child | Child[]>} children
 */
function fill(node, classes, props, children) {
  node.classList.add(...classes);
  for (const [key, value] of Object.entries(props)) setProp(node, key, value);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** @param {HTMLElement | SVGElement} node @param {string} key @param {any} value */
function setProp(node, key, value) {
  if (value === undefined || value === null || value === false) return;
  if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
  else if (key === "data") Object.assign(node.dataset, value);
  else if (key === "style") for (const [name, text] of Object.entries(value)) node.style.setProperty(name, text);
  else node.setAttribute(key, value === true ? "" : value);
}

/**
 * The first element in `node` that matches. It has to be there, and of this kind.
 * @template {Element} [E=HTMLElement]
 * @param {ParentNode} node
 * @param {string} selector
 * @param {new () => E} [kind]
 */
export function find(node, selector, kind) {
  const found = node.querySelector(selector);
  if (!(found instanceof (kind ?? HTMLElement))) throw new Error(`There is no ${selector} as it should be`);
  return /** @type {E} */ (found);
}

/**
 * The element of the page with this id. It has to be there, and of this kind.
 * @template {Element} [E=HTMLElement]
 * @param {string} id
 * @param {new () => E} [kind]
 */
export function byId(id, kind) {
  return find(document, `#${id}`, kind);
}

/**
 * Writes text only where it changed, so that live regions and selections stay at rest.
 * @param {Element} node
 * @param {string} text
 */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Sets or removes a data attribute.
 * @param {HTMLElement | SVGElement} node
 * @param {string} name
 * @param {string | boolean | null | undefined} on
 */
export function mark(node, name, on) {
  if (on) node.dataset[name] = on === true ? "" : on;
  else delete node.dataset[name];
}

/**
 * Keeps the children of `box` in step with `items`: one child per key, in order, made once
 * and updated after, so that animations and focus survive an update.
 * @template T
 * @template {HTMLElement} N
 * @param {HTMLElement} box
 * @param {T[]} items
 * @param {(item: T, index: number) => string | number} keyOf
 * @param {(item: T) => N} make
 * @param {(node: N, item: T, index: number) => void} update
 */
export function keep(box, items, keyOf, make, update = () => {}) {
  const children = /** @type {HTMLCollectionOf<N>} */ (box.children);
  const old = new Map([...children].map((child) => [child.dataset.key, child]));
  items.forEach((item, index) => {
    const key = String(keyOf(item, index));
    const child = old.get(key) ?? make(item);
    child.dataset.key = key;
    update(child, item, index);
    if (children[index] !== child) box.insertBefore(child, children[index] ?? null);
    old.delete(key);
  });
  old.forEach((child) => child.remove());
}

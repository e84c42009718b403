/** Makes elements out of words; text is always text, never markup. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * `el("button.main", { type: "button", onclick }, "Start", child)`: a tag with classes,
 * properties, and children. `data` fills dataset, `style` sets (custom) properties, `on…` listens.
 */
export function el(name, props = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  return fill(document.createElement(tag || "div"), classes, props, children);
}

/** The same for a drawing. */
export function drawn(name, props = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  return fill(document.createElementNS(SVG, tag), classes, props, children);
}

function fill(node, classes, props, children) {
  node.classList.add(...classes);
  for (const [key, value] of Object.entries(props)) setProp(node, key, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function setProp(node, key, value) {
  if (value === undefined || value === null || value === false) return;
  if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
  else if (key === "data") Object.assign(node.dataset, value);
  else if (key === "style") for (const [name, text] of Object.entries(value)) node.style.setProperty(name, text);
  else node.setAttribute(key, value === true ? "" : value);
}

/** Writes text only where it changed, so that live regions and selections stay at rest. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Sets or removes a data attribute. */
export function mark(node, name, on) {
  if (on) node.dataset[name] = on === true ? "" : on;
  else delete node.dataset[name];
}

/**
 * Keeps the children of `box` in step with `items`: one child per key, in order, made once
 * and updated after, so that animations and focus survive an update.
 */
export function keep(box, items, keyOf, make, update = () => {}) {
  const old = new Map([...box.children].map((child) => [child.dataset.key, child]));
  items.forEach((item, index) => {
    const key = String(keyOf(item, index));
    const child = old.get(key) ?? make(item);
    child.dataset.key = key;
    update(child, item, index);
    if (box.children[index] !== child) box.insertBefore(child, box.children[index] ?? null);
    old.delete(key);
  });
  old.forEach((child) => child.remove());
}

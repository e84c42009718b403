/** What changes its place in a list goes there before everybody's eyes. */

const GLIDE = { duration: 900, easing: "cubic-bezier(0.3, 1.3, 0.5, 1)" };

/**
 * Makes the change, and lets the children of `box` glide from where they were; at once where motion is unwelcome.
 * @param {HTMLElement} box
 * @param {() => void} change
 */
export function glide(box, change) {
  const before = [...box.children].map((child) => /** @type {const} */ ([child, child.getBoundingClientRect().top]));
  change();
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  for (const [child, top] of before) {
    const by = top - child.getBoundingClientRect().top;
    if (child.isConnected && by) child.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }], GLIDE);
  }
}

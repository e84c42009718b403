/** Drawn faces that blink and pull faces; still where motion is unwelcome. */

const POSES = ["100-100-20", "0-0-20", "100-100-90", "0-100-40", "100-100-0", "40-40-0", "0-0-100"];

/** @param {NodeListOf<HTMLImageElement>} images */
export function animateFaces(images) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  images.forEach((image, index) => setTimeout(() => setInterval(() => pose(image), 1900 + index * 370), index * 600));
}

/** @param {HTMLImageElement} image */
async function pose(image) {
  if (document.hidden) return;
  const next = new Image();
  next.src = `/art/faces/${image.dataset.animated}/${POSES[Math.floor(Math.random() * POSES.length)]}.svg`;
  await next.decode().catch(() => {});
  image.src = next.src;
}

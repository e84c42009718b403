/** Tells screen readers what the eye would see happen. */

export function announce(words) {
  const region = document.getElementById("live");
  region.textContent = "";
  setTimeout(() => (region.textContent = words), 50);
}

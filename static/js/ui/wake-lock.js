/** Keeps the screen awake during a party, where the browser allows it. */

export function stayAwake() {
  document.addEventListener("visibilitychange", ask);
  ask();
}

function ask() {
  if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => {});
}

/** The room where this guest sits, so that the booths find the way back. Kept on this device only. */

const KEY = "animatch.room";

/** @param {string} code */
export function rememberRoom(code) {
  if (roomInMind() !== code) localStorage.setItem(KEY, code);
}

export function roomInMind() {
  return localStorage.getItem(KEY);
}

/** @param {string} code nothing is forgotten of another room */
export function forgetRoom(code) {
  if (roomInMind() === code) localStorage.removeItem(KEY);
}

/** The room where this guest sits, so that the booths find the way back. Kept on this device only. */

const KEY = "animatch.room";

/** @param {string} code */
export function rememberRoom(code) {
  localStorage.setItem(KEY, code);
}

export function roomInMind() {
  return localStorage.getItem(KEY);
}

export function forgetRoom() {
  localStorage.removeItem(KEY);
}

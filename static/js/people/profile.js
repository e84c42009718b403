/** Name and face from the last party, kept on this device only. */

import { find } from "../ui/dom.js";

/** @typedef {{ nickname: string, avatar: string }} Profile */

const KEY = "animatch.me";

/** @param {Profile} profile */
export function remember({ nickname, avatar }) {
  localStorage.setItem(KEY, JSON.stringify({ nickname, avatar }));
}

/**
 * The name and the face that a form holds.
 * @param {HTMLFormElement} form
 * @returns {Profile}
 */
export function chosenIn(form) {
  const fields = new FormData(form);
  return { nickname: String(fields.get("nickname")), avatar: String(fields.get("avatar")) };
}

/**
 * Fills a form with what is remembered; without, a face that nobody has `taken` is picked by chance.
 * @param {HTMLFormElement} form
 * @param {string[]} taken
 */
export function fillFromMemory(form, taken = []) {
  const { nickname, avatar } = recall();
  const name = find(form, "[name=nickname]", HTMLInputElement);
  if (nickname && !name.value) name.value = nickname;
  const faces = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[name=avatar]")]);
  const free = faces.filter((face) => !taken.includes(face.value));
  const mine = faces.find((face) => face.value === avatar) ?? anyOf(free.length ? free : faces);
  if (!mine) return;
  mine.checked = true;
  const row = find(form, ".avatars");
  requestAnimationFrame(() => (row.scrollLeft = (mine.parentElement?.offsetLeft ?? 0) - row.clientWidth / 2 + 40));
}

/** @template T @param {T[]} list */
function anyOf(list) {
  return list[Math.floor(Math.random() * list.length)];
}

/** @returns {Partial<Profile>} */
function recall() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "null") ?? {};
  } catch {
    return {};
  }
}

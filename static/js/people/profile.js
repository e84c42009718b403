/** Name and face from the last party, kept on this device only. */

const KEY = "animatch.me";

export function remember({ nickname, avatar }) {
  localStorage.setItem(KEY, JSON.stringify({ nickname, avatar }));
}

/** Fills a form with what is remembered; without, a face that nobody has `taken` is picked by chance. */
export function fillFromMemory(form, taken = []) {
  const { nickname, avatar } = recall();
  if (nickname && !form.elements.nickname.value) form.elements.nickname.value = nickname;
  const faces = [...form.querySelectorAll("[name=avatar]")];
  const free = faces.filter((face) => !taken.includes(face.value));
  const mine = faces.find((face) => face.value === avatar) ?? anyOf(free.length ? free : faces);
  if (!mine) return;
  mine.checked = true;
  const row = mine.closest(".avatars");
  requestAnimationFrame(() => (row.scrollLeft = mine.parentElement.offsetLeft - row.clientWidth / 2 + 40));
}

function anyOf(list) {
  return list[Math.floor(Math.random() * list.length)];
}

function recall() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

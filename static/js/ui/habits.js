/** How a guest likes it on this phone: switches that are remembered here and told to nobody. */

/** @satisfies {Record<string, { words: string, usual: "on" | "off" }>} */
export const HABITS = {
  puppet: { words: "My face moves my avatar on the big screen", usual: "on" },
  handsfree: { words: "Take the photo by itself when the face fits", usual: "on" },
  timer: { words: "Count 3, 2, 1 after a tap", usual: "off" },
  tone: { words: "A tone that rises while I hold it", usual: "on" },
  buzz: { words: "Vibrate", usual: "on" },
};
/** @typedef {keyof typeof HABITS} Habit */

/** @param {Habit} name */
const keyOf = (name) => `animatch.${name}`;

/** @param {Habit} name */
export function likes(name) {
  return (localStorage.getItem(keyOf(name)) ?? HABITS[name].usual) === "on";
}

/** @param {Habit} name @param {boolean} on */
export function setHabit(name, on) {
  localStorage.setItem(keyOf(name), on ? "on" : "off");
}

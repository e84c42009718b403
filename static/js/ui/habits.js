/** How a guest likes it on this phone: switches that are remembered here and told to nobody. */

/** @satisfies {Record<string, { words: string, usual: "on" | "off" }>} */
export const HABITS = {
  puppet: { words: "My face moves my avatar on the big screen", usual: "on" },
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

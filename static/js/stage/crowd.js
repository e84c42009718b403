/**
 * How large stickers may be for so many people; `space` is the room there is, compared with the narrowest place.
 * @param {number} people
 * @param {number} space
 */

export function crowdSize(people, space = 1) {
  if (people > 20 * space) return "huge";
  if (people > 12 * space) return "many";
  return people > 5 * space ? "some" : "few";
}

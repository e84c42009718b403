/** The drawn pictures that pages share. */

/** @param {string} name */
export const art = (name) => new URL(`../../art/${name}.svg`, import.meta.url).href;

/** The drawn pictures that pages share. */

export const art = (name) => new URL(`../../art/${name}.svg`, import.meta.url).href;

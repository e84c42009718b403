/** Small drawn signs, inked like everything else. */

import { drawn } from "./dom.js";

const PATHS = {
  camera: "M4 8h4l2-3h4l2 3h4v11H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
  file: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01",
  flip: "M4 12a8 8 0 0 1 14-5l2 2M20 4v5h-5M20 12a8 8 0 0 1-14 5l-2-2M4 20v-5h5",
  share: "M12 15V3M8 7l4-4 4 4M5 12v8h14v-8",
  crown: "M3 18h18l1-10-6 4-4-7-4 7-6-4z",
  check: "M4 13l5 5L20 6",
  close: "M5 5l14 14M19 5L5 19",
  eye: "M2 12c5-8 15-8 20 0-5 8-15 8-20 0zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  sliders: "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5",
  full: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  flag: "M5 21V4h13l-3 4 3 4H5",
};

/** @typedef {keyof typeof PATHS} Icon */

/** @param {Icon} name */
export function icon(name) {
  const line = {
    d: PATHS[name],
    fill: "none",
    stroke: "currentColor",
    "stroke-width": 2.4,
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  };
  return drawn("svg.icon", { viewBox: "0 0 24 24", width: 24, height: 24, "aria-hidden": "true" }, drawn("path", line));
}

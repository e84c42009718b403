/** Looks at the page anew once a photo is taken off it, or the room is gone. */

import { Line } from "./line.js";

const line = new Line(`/ws/rooms/${document.querySelector("[data-code]").dataset.code}/?stage=1`);

line.on.any = ({ type }) => {
  if (type === "photo_gone" || type === "closed") location.reload();
};

/** Looks at the page anew once a photo is taken off it, or the room is gone. */

import { Connection } from "../live/connection.js";
import { find } from "../ui/dom.js";

const connection = new Connection(`/ws/rooms/${find(document, "[data-code]").dataset.code}/?stage=1`);

connection.on.any = ({ type }) => {
  if (type === "photo_gone" || type === "closed") location.reload();
};

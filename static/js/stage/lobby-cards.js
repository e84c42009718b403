/** The cards that guests have made of their faces, on the stage's lobby. */

/** @import { RoomView } from "../live/protocol.js" */

import { styled } from "../live/kinds.js";
import { find } from "../ui/dom.js";
import { madeFaces } from "../ui/made-faces.js";
import { play } from "../ui/sound.js";

/** @param {HTMLElement} place what they stand in for */
export async function stageCards(place) {
  await styled(find(document, ".stage-page").dataset.kindsStyle ?? "");
  const cards = madeFaces();
  let drawn = "";
  return { update };

  /** @param {RoomView} room */
  function update(room) {
    const ids = Object.values(room.faces).map((face) => face.id);
    const before = drawn;
    drawn = ids.join();
    if (drawn === before) return;
    cards.update(room);
    const shown = cards.node.isConnected ? cards.node : place;
    shown.replaceWith(ids.length ? cards.node : place);
    if (ids.some((id) => !before.includes(id))) play("arrival");
  }
}

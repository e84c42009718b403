/** A guest's word on what becomes of their photos once the reveal is over. */

/** @import { You } from "../live/protocol.js" */
/** @import { PhoneContext } from "./switcher.js" */

import { el } from "../ui/dom.js";
import { toggle } from "./settings.js";

const WORDS =
  "Your best photo may stand on the podium and go onto the poster, with the titles and the recap. " +
  "Off: your drawn face stands in for you. All photos are erased with the room.";

/** @param {PhoneContext} ctx */
export function celebrateSwitch({ send }) {
  const row = toggle({ name: "celebrated", words: "Show my photos at the end" }, (celebrated) =>
    send("celebrate", { celebrated }),
  );
  return {
    node: el("div.panel.celebrate", {}, row.node, el("p.quiet", {}, WORDS)),
    /** @param {You} you */
    update: ({ celebrated }) => row.update({ settings: { celebrated } }),
  };
}

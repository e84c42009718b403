/** The row of booths: for a guest of a party, with the way back to it. */

import { partyOf } from "../booths/party.js";
import { byId } from "../ui/dom.js";

partyOf().then((party) => party && byId("party").append(party.strip));

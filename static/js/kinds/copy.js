/** Copy on the phone, in a game of several kinds. */

/** @import { PhoneContext } from "../screens/switcher.js" */

import { vote } from "../screens/vote.js";

export const screens = { vote: (/** @type {PhoneContext} */ ctx) => vote(ctx) };

/** Copy on the stage, in a game of several kinds. */

import { stageVote } from "../vote.js";

export const screens = { vote: () => stageVote() };

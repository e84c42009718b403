/** Pair card on the phone: with whom, which two faces, one of them takes the photo, and both get the points. */

/** @import { PromptView, RoomView, SeatView, You } from "../live/protocol.js" */
/** @import { Posing } from "../live/store.js" */
/** @import { PhoneContext, Screen } from "../screens/switcher.js" */

import { capture } from "../screens/capture.js";
import { ownCard } from "../screens/own-card.js";
import { ready } from "../screens/ready.js";
import { resting } from "../screens/resting.js";
import { reveal } from "../screens/reveal.js";
import { el, say } from "../ui/dom.js";
import { picture } from "../ui/prompt.js";

/** @type {Record<string, (ctx: PhoneContext) => Screen>} */
export const screens = {
  get_ready: (ctx) => ready(ctx, before, ({ room }) => [bothFaces(room.prompts)]),
  capture: (ctx) => posing(ctx),
  resting: (ctx) => resting(ctx, waiting, (room) => bothFaces(room.prompts)),
  reveal: (ctx) => reveal(ctx, (own) => ownCard(own, (room) => room.prompts)),
};

/** @param {PromptView[]} prompts */
function bothFaces(prompts) {
  return el("div.two-faces", {}, ...prompts.map(picture));
}

/** @param {Pick<RoomView, "seats">} room @param {You | null} you */
function withWhom({ seats }, you) {
  const names = (you?.mates ?? []).flatMap((seat) => seats[seat]?.nickname ?? []);
  if (!names.length) return "Grab anybody who is near";
  return names.length > 1 ? `You, ${names.join(" and ")}: two at a time` : `You and ${names[0]}`;
}

/** @param {PromptView | null} _wanted @param {SeatView | null} seat @param {RoomView} room @param {You | null} you */
function before(_wanted, seat, room, you) {
  return seat?.plays ? `${withWhom(room, you)}: one picture, a face each!` : "Two faces for two people in one picture.";
}

/** @param {SeatView | null} seat */
function waiting(seat) {
  return seat?.plays ? "You play from the next round on. Warm up your face meanwhile!" : "They pose in pairs: one picture, two faces.";
}

/** Who copies which is found out by the judges: a meter could only say something of one of them. @param {PhoneContext} ctx */
function posing(ctx) {
  const words = () => "Squeeze in! One of you takes the photo, both get the points. Who copies which face, you decide.";
  const chip = el("p.chip");
  const asked = (/** @type {Posing} */ { room }) => el("div.pair-asked", {}, bothFaces(room.prompts), chip);
  const screen = capture(ctx, "Two faces, one picture", asked, { aim: () => null, words });
  screen.node.classList.add("pairing");
  return { ...screen, update };

  /** With whom comes a moment after the faces. @param {Posing} state */
  function update(state) {
    screen.update(state);
    say(chip, withWhom(state.room, state.you));
  }
}

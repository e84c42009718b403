/** Practice for one: a face by chance, the live meter, an explained score, and another one. */

/** @import { PracticeAnswer, PromptView } from "../live/protocol.js" */
/** @import { Tools } from "../booths/booth.js" */

import { wordsOf } from "../api.js";
import { randomPrompt } from "../booths/api.js";
import { openBooth } from "../booths/booth.js";
import { answerFoot, box } from "../booths/page.js";
import { practiceCard, spoken } from "../booths/practice.js";
import { lazyMeter } from "../meter/lazy.js";
import { announce } from "../ui/announce.js";
import { el } from "../ui/dom.js";
import { picture, targetWords } from "../ui/prompt.js";
import { playScore } from "../ui/sound.js";

const CONSENT = "Your photo goes to this party's own server, is scored, and is erased at once.";

/** @type {PromptView | null} */
let prompt = null;

openBooth(box, {
  name: "practice",
  call: "Copy this face",
  options: () => ({ prompt: prompt?.id }),
  door,
  pose,
  above: () => (prompt ? above() : []),
  answer(visit, photo, tools) {
    const answer = /** @type {PracticeAnswer} */ (visit.answer);
    prompt = answer.prompt;
    announce(spoken(answer));
    playScore(answer.percent);
    const same = el("button.button", { type: "button", onclick: tools.again }, "This face again");
    const other = el("button.button.main", { type: "button", onclick: () => another(tools) }, "Another face");
    return { nodes: [...practiceCard(answer, photo), answerFoot(visit.id, tools, other, same)] };
  },
});

/** @param {() => void} enter */
function door(enter) {
  const frame = el("div.solo-prompt.speed");
  const words = el("p.shout.solo-words", { role: "status" });
  const go = el("button.button.main", { type: "button", onclick: enter, disabled: true }, "Show me the camera");
  draw();
  return [frame, words, el("p.bubble", {}, CONSENT), el("footer.foot", {}, go)];

  async function draw() {
    try {
      const found = (prompt ??= await randomPrompt());
      frame.replaceChildren(picture(found));
      words.textContent = targetWords(found);
      go.disabled = false;
    } catch (error) {
      words.textContent = wordsOf(error);
    }
  }
}

/** @param {HTMLVideoElement} video */
function pose(video) {
  const nodes = above();
  const meter = lazyMeter(video, nodes[0]);
  meter.start(prompt);
  return { nodes, leave: meter.stop };
}

function above() {
  return [el("div.capture-prompt.speed", {}, prompt && picture(prompt)), el("p.booth-note", {}, prompt ? targetWords(prompt) : "")];
}

/** @param {Tools} tools */
async function another({ again, complain }) {
  try {
    prompt = await randomPrompt();
    again();
  } catch (error) {
    complain(wordsOf(error));
  }
}

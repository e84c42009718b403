/** What is under the thumb with a camera: the shutter, a photo from a file instead, and whatever else belongs there. */

/** @import { Camera } from "./camera.js" */
/** @import { Child } from "../ui/dom.js" */

import { announce } from "../ui/announce.js";
import { el, find, mark } from "../ui/dom.js";
import { hasNoCamera } from "./camera.js";
import { fileButton } from "./file-button.js";

const INSTEAD = "Send a photo instead";
const ALONE = "Take the photo";

/**
 * Without a camera the file takes the shutter's place. With `album`, a phone offers its pictures too. A tap asks `tapped`,
 * which shoots when it is time.
 * @param {Camera} camera
 * @param {(photo: Blob) => void} take
 * @param {Child[]} more on the right
 * @param {{ album?: boolean, tapped?: (shoot: () => void) => void }} options
 */
export function shutterFoot(camera, take, more, { album = false, tapped = (now) => now() } = {}) {
  const shutter = el("button.shutter", { type: "button", "aria-label": "Take the photo", onclick: () => tapped(shoot) }, el("span"));
  const file = fileButton(INSTEAD, take, { album });
  file.append(el("b.file-words", { "aria-hidden": "true" }, ALONE));
  const node = el(
    "footer.foot.shutter-row",
    {},
    el("div.side", {}, file),
    el("div.middle", {}, shutter),
    el("div.side", {}, ...more),
  );
  let open = true;
  camera.addEventListener("status", show);
  show();
  return { node, allow, shoot, hold, leave: () => camera.removeEventListener("status", show) };

  /** @param {boolean} allowed whether one more photo may be taken */
  function allow(allowed) {
    open = allowed;
    show();
  }

  /** @param {boolean} holding whether it is about to take a photo by itself */
  function hold(holding) {
    mark(shutter, "holding", holding);
  }

  function show() {
    shutter.disabled = !open || !camera.live;
    const blind = hasNoCamera(camera);
    mark(node, "blind", blind);
    const input = find(file, "input", HTMLInputElement);
    input.disabled = !open;
    file.title = blind ? ALONE : INSTEAD;
    input.setAttribute("aria-label", file.title);
  }

  function shoot() {
    if (shutter.disabled) return;
    camera.shoot().then(take, () => announce("The camera is not ready yet."));
  }
}

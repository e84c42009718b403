/** What all booths do: the door, the camera, the wait, the answer, one step at a time in one box. */

/** @import { VisitView } from "../live/protocol.js" */
/** @import { Child } from "../ui/dom.js" */

import { wordsOf } from "../api.js";
import { Camera } from "../photos/camera.js";
import { shutterFoot } from "../photos/shutter.js";
import { viewfinder } from "../photos/viewfinder.js";
import { announce } from "../ui/announce.js";
import { el } from "../ui/dom.js";
import { forgetVisit } from "./api.js";
import { follow, send } from "./asking.js";
import { filmFoot } from "./filming.js";
import { forget, readAsAddress, recall, remember } from "./memory.js";
import { ownPhoto } from "./own-photo.js";
import { progress } from "./progress.js";

/**
 * What an answer can ask for.
 * @typedef {object} Tools
 * @property {() => void} again one more photo
 * @property {Blob} [clip] as it was sent, until the page is left
 * @property {() => void} forget nothing of this visit is left, and the curtain is closed
 * @property {(words: string) => void} complain says what did not work
 */
/** @typedef {{ nodes: Child[], update?: (visit: VisitView) => void, refused?: () => void }} Answer `refused`: what was sent after it came to nothing */
/** @typedef {{ settle: (visit: VisitView) => Promise<void>, leave: () => void }} Waiting `settle` ends what happens */
/**
 * What makes one booth different from the next.
 * @typedef {object} Kind
 * @property {string} name
 * @property {string} call what is said to whoever stands before the camera
 * @property {"user" | "environment"} [facing]
 * @property {(enter: () => void, reopen: (visit: VisitView) => void) => Child[]} door what is said before the first photo
 * @property {(video: HTMLVideoElement) => { nodes: Child[], leave: () => void }} [pose] what is shown above the camera
 * @property {() => Child[]} [above] what of it stays above the photo, so that nothing jumps
 * @property {(frame: HTMLElement) => Waiting} [waiting] what happens over the photo until the answer is there
 * @property {() => { title: string, task: string }} [film] what is said when a clip is wanted after the photo, and once it is filmed
 * @property {() => Record<string, unknown>} options what is asked, besides the photo
 * @property {(visit: VisitView, photo: string, tools: Tools) => Answer} answer
 */

const FORGOTTEN = "Forgotten. Nothing of it is left here.";
const OVER = "That visit is over, and nothing of it is left here.";

/**
 * `data-last` of the box is the id of this visitor's last answer, where there is one.
 * @param {HTMLElement} box
 * @param {Kind} kind
 */
export function openBooth(box, kind) {
  const camera = new Camera();
  let leave = () => {};
  /** What comes late for an earlier turn is heard no more. */
  let turn = 0;
  /** @type {Blob | undefined} */
  let clip;
  const kept = recall(kind.name);
  if (kept) listen(kept.visit, kept.photo, wait(kept.photo, false));
  else door();

  /**
   * @param {string} step
   * @param {string} title
   * @param {Child[]} nodes
   * @param {() => void} leaving
   */
  function show(step, title, nodes, leaving = () => {}) {
    leave();
    leave = leaving;
    turn += 1;
    const heading = el("h2.booth-title", { tabindex: -1 }, title);
    box.dataset.step = step;
    box.replaceChildren(heading, ...nodes.filter((node) => node instanceof Node));
    if (turn > 1) heading.focus();
  }

  /** @param {string} words */
  function complain(words) {
    box.querySelector(".booth-oops")?.remove();
    box.append(el("p.bubble.oops.booth-oops", { role: "alert" }, words));
  }

  /** @param {string} words */
  function door(words = "") {
    camera.stop();
    const enter = () => pose();
    const reopen = (/** @type {VisitView} */ visit) => {
      remember(kind.name, { visit: visit.id, photo: "" });
      listen(visit.id, "", wait("", false));
    };
    show("door", "Come in", [el("p.bubble.yes", { role: "status" }, words), ...kind.door(enter, reopen)]);
    if (words) announce(words);
  }

  function pose() {
    camera.start(kind.facing);
    const view = viewfinder(camera);
    const foot = shutterFoot(camera, kind.film ? film : (photo) => take({ photo }), [el("button.button.plain.small", { type: "button", onclick: () => door() }, "Back")], {
      album: true,
    });
    const video = /** @type {HTMLVideoElement} */ (view.node.querySelector("video"));
    const more = kind.pose?.(video);
    show("pose", kind.call, [...(more?.nodes ?? []), view.node, foot.node], () => {
      more?.leave();
      view.leave();
      foot.leave();
    });
  }

  /** @param {string} photo @param {boolean} fresh whether nobody has seen its answer yet */
  function wait(photo, fresh) {
    const bar = progress();
    const frame = ownPhoto(photo, "Your photo");
    const stop = el("button.button.plain", { type: "button", onclick: () => door() }, "Never mind");
    show("wait", "One moment", [...(kind.above?.() ?? []), frame, bar.node, el("footer.foot", {}, stop)]);
    const over = fresh && photo ? kind.waiting?.(frame) : undefined;
    if (over) leave = over.leave;
    return { ...bar, settle: over?.settle, leave: over?.leave };
  }

  /** @param {Blob} photo that the clip goes with */
  function film(photo) {
    const view = viewfinder(camera);
    const back = el("button.button.plain.small", { type: "button", onclick: pose }, "Back");
    const { title, task } = kind.film?.() ?? { title: "", task: "" };
    const foot = filmFoot(camera, task, (clip) => take({ photo, clip }), complain, [back]);
    show("film", title, [view.node, foot.node], () => {
      foot.leave();
      view.leave();
    });
  }

  /** @param {import("./asking.js").Files} files */
  async function take(files) {
    const address = await readAsAddress(files.photo);
    clip = files.clip;
    const bar = wait(address, true);
    const mine = turn;
    bar.say(clip ? "Sending your photo and your clip…" : "Sending your photo…");
    try {
      const visit = await send(kind.name, kind.options(), files, {
        wanted: () => mine === turn,
        retrying: () => mine === turn && bar.say("Bad connection. Still sending…"),
      });
      if (mine !== turn) return void forgetVisit(visit).catch(() => {});
      remember(kind.name, { visit, photo: address });
      listen(visit, address, bar);
    } catch (error) {
      if (mine === turn) refused(wordsOf(error), address);
    }
  }

  /**
   * @param {string} id
   * @param {string} photo
   * @param {ReturnType<typeof wait>} bar
   */
  function listen(id, photo, bar) {
    /** @type {Answer | null} */
    let drawn = null;
    /** @type {VisitView | null} as it was told last, once it is answered */
    let told = null;
    const mine = turn;
    const stop = follow(id, {
      lost: (lost) => lost && bar.say("Connection lost. Getting the answer back…"),
      visit: (visit) => {
        if (visit.state === "refused") refused(visit.message ?? "", photo);
        else if (visit.state !== "answered") bar.show(visit);
        else if (drawn) drawn.update?.(visit);
        else draw(visit);
      },
      error: (words) => {
        if (!drawn) return;
        drawn.refused?.();
        complain(words);
      },
      over: (words) => {
        letGo();
        door(words || OVER);
      },
    });
    leave = () => {
      bar.leave?.();
      stop();
    };

    /** @param {VisitView} visit */
    async function draw(visit) {
      const first = !told;
      told = visit;
      if (!first) return;
      await bar.settle?.(visit);
      if (mine !== turn) return;
      bar.leave?.();
      drawn = answered(told, photo, stop);
    }
  }

  /** @param {VisitView} visit @param {string} photo @param {() => void} stop */
  function answered(visit, photo, stop) {
    camera.stop();
    box.dataset.last = visit.id;
    leave = () => {};
    const drawn = kind.answer(visit, photo, { again: pose, forget: () => drop(visit.id), complain, clip });
    show("answer", "Here you are", drawn.nodes, stop);
    return drawn;
  }

  /** @param {string} words @param {string} photo */
  function refused(words, photo) {
    forget(kind.name);
    show("refused", "Oops!", [
      ownPhoto(photo, "Your photo"),
      el("p.bubble.oops", { role: "alert" }, words),
      el("footer.foot", {}, el("button.button.main", { type: "button", onclick: pose }, "Take another photo")),
    ]);
  }

  /** @param {string} id */
  async function drop(id) {
    try {
      await forgetVisit(id);
    } catch (error) {
      return complain(wordsOf(error));
    }
    letGo();
    door(FORGOTTEN);
  }

  function letGo() {
    forget(kind.name);
    delete box.dataset.last;
  }
}

/** Handing the link on: the phone's own share sheet, else the clipboard, else a field to copy from. */

import { announce } from "./announce.js";
import { el, say } from "./dom.js";
import { icon } from "./icons.js";

/**
 * An address as short as somebody can type it: without the key, for when the code alone is enough.
 * @param {string} url
 */
export function shortened(url) {
  const { host, pathname } = new URL(url);
  return host + pathname.replace(/\/$/, "");
}

/** @param {string} url @param {string} text */
export function shareButton(url, text) {
  const words = el("span", {}, "Share the link");
  const button = el("button.button.cyan", { type: "button", onclick: share }, icon("share"), words);
  return button;

  async function share() {
    if ("share" in navigator && (await shared())) return;
    const copied = await copy(url);
    say(words, copied ? "Link copied!" : url);
    announce(copied ? "Link copied" : `The link is ${url}`);
    setTimeout(() => say(words, "Share the link"), copied ? 2500 : 20000);
  }

  async function shared() {
    try {
      await navigator.share({ title: "AniMatch", text, url });
      return true;
    } catch (error) {
      return error instanceof DOMException && error.name === "AbortError";
    }
  }
}

/**
 * Whether the text is on the clipboard now. Plain http has only the old way.
 * @param {string} text
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = el("textarea.unseen", {});
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    return copied;
  }
}

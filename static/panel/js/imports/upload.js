/** Sends the pictures with a bar that shows how far they are; without scripts the form sends itself. */

import { byId, find, say } from "../../../js/ui/dom.js";

const form = byId("upload", HTMLFormElement);
const bar = byId("sending", HTMLProgressElement);
const oops = byId("oops");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const request = new XMLHttpRequest();
  request.upload.onprogress = (sent) => sent.lengthComputable && (bar.value = sent.loaded / sent.total);
  request.onload = () => done(request);
  request.onerror = () => failed("The upload broke off. Check the connection and try again.");
  request.open("POST", location.href);
  request.send(new FormData(form));
  busy(true);
});

/**
 * Either we were led on to the import's page, or the form came back with what is wrong in it.
 * @param {XMLHttpRequest} request
 */
function done(request) {
  if (request.status >= 400) return failed("The server did not take it. Try again, or with fewer pictures.");
  if (request.responseURL !== location.href) return location.assign(request.responseURL);
  const answer = new DOMParser().parseFromString(request.responseText, "text/html");
  const words = [...answer.querySelectorAll("#upload .hp-oops")].map((node) => node.textContent?.trim());
  failed(words.filter(Boolean).join(" ") || "Something is missing in the form.");
}

/** @param {string} words */
function failed(words) {
  say(oops, words);
  busy(false);
}

/** @param {boolean} on */
function busy(on) {
  bar.hidden = !on;
  find(form, "[type=submit]", HTMLButtonElement).disabled = on;
}

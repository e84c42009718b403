/** Sends the pictures with a bar that shows how far they are; without scripts the form sends itself. */

import { say } from "../../../js/ui/dom.js";

const form = document.getElementById("upload");
const bar = document.getElementById("sending");
const oops = document.getElementById("oops");

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

/** Either we were led on to the import's page, or the form came back with what is wrong in it. */
function done(request) {
  if (request.status >= 400) return failed("The server did not take it. Try again, or with fewer pictures.");
  if (request.responseURL !== location.href) return location.assign(request.responseURL);
  const answer = new DOMParser().parseFromString(request.responseText, "text/html");
  const words = [...answer.querySelectorAll("#upload .hp-oops")].map((node) => node.textContent.trim()).filter(Boolean);
  failed(words.join(" ") || "Something is missing in the form.");
}

function failed(words) {
  say(oops, words);
  busy(false);
}

function busy(on) {
  bar.hidden = !on;
  form.querySelector("[type=submit]").disabled = on;
}

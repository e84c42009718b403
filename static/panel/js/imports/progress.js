/** Follows an import until it is done, then says what became of every file. */

import { byId, el, say } from "../../../js/ui/dom.js";
import { csrf } from "../csrf.js";

/**
 * @typedef {object} Report
 * @property {boolean} took_effect
 * @property {Record<"imported" | "duplicates", number>} counts
 * @property {Array<{ file: string, message: string }>} refused
 * @property {string[]} imported
 * @property {string[]} duplicates
 *
 * @typedef {object} Job
 * @property {string} state
 * @property {number} total
 * @property {number} finished
 * @property {Report} report
 * @property {string | null} made Where to look at what it has become.
 * @property {{ play?: string, publish?: string }} ways Where to play it, and to let others do.
 */

const EVERY = 500;
const url = byId("follow").dataset.state ?? "";
const progress = byId("progress", HTMLProgressElement);

look();

async function look() {
  try {
    const answer = await fetch(url);
    if (answer.ok) show(await answer.json());
    else say(byId("words"), "This import cannot be seen. Sign in again.");
  } catch {
    later();
  }
}

function later() {
  setTimeout(look, EVERY);
}

/** @param {Job} job */
function show(job) {
  if (job.total) progress.value = job.finished / job.total;
  if (job.state !== "done") {
    say(byId("words"), job.total ? `${job.finished} of ${job.total} pictures looked at…` : "Waiting for a worker…");
    return later();
  }
  progress.value = 1;
  finished(job);
}

/** @param {Job} job */
function finished({ report, made, ways }) {
  say(byId("words"), summary(report));
  byId("next").hidden = false;
  lead("made", made);
  byId("made").classList.toggle("sun", !ways.play);
  lead("play", ways.play);
  const { publish } = ways;
  const button = byId("publish", HTMLButtonElement);
  button.hidden = !publish;
  if (publish) button.onclick = () => makePublic(button, publish);
  const came = report.took_effect ? "imported" : "good, but left out with the rest";
  const rows = [
    ...report.refused.map((line) => row(line.file, line.message, "bad")),
    ...report.imported.map((file) => row(file, came)),
    ...report.duplicates.map((file) => row(file, "there already")),
  ];
  byId("lines").replaceChildren(...rows);
  byId("files").hidden = rows.length === 0;
}

/** @param {string} id @param {string | null | undefined} href */
function lead(id, href) {
  const link = byId(id, HTMLAnchorElement);
  link.hidden = !href;
  if (href) link.href = href;
}

/** @param {HTMLButtonElement} button @param {string} where */
async function makePublic(button, where) {
  button.disabled = true;
  const answer = await fetch(where, { method: "POST", headers: { "X-CSRFToken": csrf() } }).catch(() => null);
  button.disabled = Boolean(answer?.ok);
  say(button, answer?.ok ? "Every room can play it" : "That did not work. Try again");
}

/** @param {Report} report */
function summary({ took_effect, counts, refused }) {
  if (!took_effect)
    return `Nothing was imported: ${refused.length} ${refused.length === 1 ? "file was" : "files were"} refused.`;
  const parts = [`${counts.imported} imported`];
  if (counts.duplicates) parts.push(`${counts.duplicates} there already`);
  if (refused.length) parts.push(`${refused.length} left out`);
  return `Done: ${parts.join(", ")}.`;
}

/** @param {string} file @param {string} words @param {string} look */
function row(file, words, look = "good") {
  return el(`tr.${look}`, {}, el("td", {}, file), el("td", {}, words));
}

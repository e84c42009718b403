/** Follows an import until it is done, then says what became of every file. */

import { el, say } from "../../../js/ui/dom.js";

const $ = (id) => document.getElementById(id);
const EVERY = 500;
const url = $("follow").dataset.state;

look();

async function look() {
  try {
    const answer = await fetch(url);
    if (answer.ok) show(await answer.json());
    else say($("words"), "This import cannot be seen. Sign in again.");
  } catch {
    later();
  }
}

function later() {
  setTimeout(look, EVERY);
}

function show(job) {
  if (job.total) $("progress").value = job.finished / job.total;
  if (job.state !== "done") {
    say($("words"), job.total ? `${job.finished} of ${job.total} pictures looked at…` : "Waiting for a worker…");
    return later();
  }
  $("progress").value = 1;
  finished(job);
}

function finished({ report, deck }) {
  say($("words"), summary(report));
  $("next").hidden = false;
  if (deck) {
    $("deck").href = `${deck}?show=unlabelled`;
    $("deck").hidden = false;
  }
  const came = report.took_effect ? "imported" : "good, but left out with the rest";
  const rows = [
    ...report.refused.map((line) => row(line.file, line.message, "bad")),
    ...report.imported.map((file) => row(file, came)),
    ...report.duplicates.map((file) => row(file, "there already")),
  ];
  $("lines").replaceChildren(...rows);
  $("files").hidden = rows.length === 0;
}

function summary({ took_effect, counts, refused }) {
  if (!took_effect)
    return `Nothing was imported: ${refused.length} ${refused.length === 1 ? "file was" : "files were"} refused.`;
  const parts = [`${counts.imported} imported`, `${counts.duplicates} there already`];
  if (refused.length) parts.push(`${refused.length} left out`);
  return `Done: ${parts.join(", ")}.`;
}

function row(file, words, look = "good") {
  return el(`tr.${look}`, {}, el("td", {}, file), el("td", {}, words));
}

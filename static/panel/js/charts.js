/** Draws what the page brought along; choosing another range asks the server anew. */

import { byId } from "../../js/ui/dom.js";

/** @typedef {"line" | "bar" | "bars"} Kind where bars lie, a bar stands */
/** @typedef {{ kind: Kind, labels: string[], series: Record<string, Array<number | null>> }} Drawing */

/** @type {Record<string, Drawing>} */
const data = JSON.parse(byId("data").textContent ?? "");
const style = getComputedStyle(document.documentElement);
/** @param {string} name */
const colour = (name) => style.getPropertyValue(name).trim();
const FILLS = ["--pink", "--cyan", "--sun", "--leaf"].map(colour);
const INK = colour("--ink");
const LONGEST = innerWidth < 700 ? 14 : 26;
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

Chart.defaults.font = { family: colour("--body"), size: 13, weight: 700 };
Chart.defaults.color = INK;
Chart.defaults.borderColor = "#1b143022";
if (still) Chart.defaults.animation = false;

for (const canvas of document.querySelectorAll("canvas")) draw(canvas, data[canvas.dataset.chart ?? ""]);
const choices = byId("choices", HTMLFormElement);
choices.addEventListener("change", () => choices.submit());

/** @param {HTMLCanvasElement} canvas @param {Drawing} drawing */
function draw(canvas, { kind, labels, series }) {
  const lying = kind === "bars";
  const datasets = Object.entries(series).map(([label, values], index) =>
    dataset(kind, label, values, FILLS[index % FILLS.length]),
  );
  if (lying) canvas.parentElement?.style.setProperty("--rows", String(labels.length));
  const short = labels.map((label) => (label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label));
  new Chart(canvas, {
    type: kind === "line" ? "line" : "bar",
    data: { labels: lying ? short : labels, datasets },
    options: {
      indexAxis: lying ? "y" : "x",
      maintainAspectRatio: false,
      spanGaps: true,
      plugins: { legend: { display: datasets.length > 1, labels: { usePointStyle: true } } },
      scales: {
        [lying ? "x" : "y"]: { beginAtZero: true, ticks: { precision: 0 } },
        [lying ? "y" : "x"]: { grid: { display: false } },
      },
    },
  });
}

/** @param {Kind} kind @param {string} label @param {Array<number | null>} values @param {string} fill */
function dataset(kind, label, values, fill) {
  const line = {
    borderWidth: 3,
    borderColor: fill === FILLS[2] ? INK : fill,
    pointBorderColor: INK,
    pointBackgroundColor: fill,
    pointRadius: 4,
    pointBorderWidth: 2,
    tension: 0.25,
  };
  const bar = { backgroundColor: fill, borderColor: INK, borderWidth: 2, borderRadius: 6, maxBarThickness: 34 };
  return { label, data: values, ...(kind === "line" ? line : bar) };
}

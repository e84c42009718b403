/** Draws what the page brought along; choosing something else asks the server anew. */

import { byId } from "../ui/dom.js";

/** @typedef {"line" | "bar" | "bars" | "doughnut"} Kind where bars lie, a bar stands */
/** @typedef {Record<string, Array<number | null>>} Series */
/** @typedef {{ kind: Kind, labels: string[], series: Series, marks?: string[] }} Drawing marks: points alone */

/** @type {Record<string, Drawing>} */
const data = JSON.parse(byId("data").textContent ?? "");
const style = getComputedStyle(document.documentElement);
/** @param {string} name */
const colour = (name) => style.getPropertyValue(name).trim();
const FILLS = ["--pink", "--cyan", "--sun", "--leaf"].map(colour);
const SLICES = [...FILLS, ...["--berry", "--smoke", "--cream", "--ink", "--white"].map(colour)];
const MARKS = ["triangle", "crossRot"];
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
function draw(canvas, drawing) {
  const { kind, labels } = drawing;
  const lying = kind === "bars";
  if (lying) canvas.parentElement?.style.setProperty("--rows", String(labels.length));
  const short = labels.map((label) => (label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label));
  const round = kind === "doughnut";
  new Chart(canvas, {
    type: lying ? "bar" : kind,
    data: { labels: lying || round ? short : labels, datasets: datasets(drawing) },
    options: round ? aroundTheHole() : betweenAxes(lying, Object.keys(drawing.series).length > 1),
  });
}

function aroundTheHole() {
  const position = innerWidth < 700 ? "bottom" : "right";
  return { maintainAspectRatio: false, plugins: { legend: { position, labels: { boxWidth: 16 } } } };
}

/** @param {boolean} lying @param {boolean} legend */
function betweenAxes(lying, legend) {
  return {
    indexAxis: lying ? "y" : "x",
    maintainAspectRatio: false,
    spanGaps: true,
    plugins: { legend: { display: legend, labels: { usePointStyle: true } } },
    scales: {
      [lying ? "x" : "y"]: { beginAtZero: true, ticks: { precision: 0 } },
      [lying ? "y" : "x"]: { grid: { display: false } },
    },
  };
}

/** @param {Drawing} drawing */
function datasets({ kind, series, marks = [] }) {
  return Object.entries(series).map(([label, values], index) => {
    const fill = FILLS[index % FILLS.length];
    if (kind === "doughnut") return { label, data: values, backgroundColor: SLICES, borderColor: INK, borderWidth: 2 };
    if (kind !== "line") return { label, data: values, ...bar(fill) };
    const alone = marks.indexOf(label);
    return { label, data: values, ...(alone < 0 ? line(fill, index) : mark(fill, MARKS[alone % MARKS.length])) };
  });
}

/** @param {string} fill */
function bar(fill) {
  return { backgroundColor: fill, borderColor: INK, borderWidth: 2, borderRadius: 6, maxBarThickness: 34 };
}

/** @param {string} fill @param {number} index dashes tell the second from the first without colours */
function line(fill, index) {
  return {
    borderWidth: 3,
    borderColor: fill === FILLS[2] ? INK : fill,
    borderDash: index === 0 ? [] : [8, 5],
    pointBorderColor: INK,
    pointBackgroundColor: fill,
    pointRadius: 4,
    pointBorderWidth: 2,
    tension: 0.25,
  };
}

/** @param {string} fill @param {string} pointStyle */
function mark(fill, pointStyle) {
  return { showLine: false, pointStyle, pointRadius: 8, pointBorderWidth: 3, borderColor: INK, backgroundColor: fill };
}

/** Hands the shots of the page to the poster, and the poster to the guest. */

import { drawPoster } from "../photos/poster.js";

const canvas = document.getElementById("poster");
if (canvas) prepare();

async function prepare() {
  await document.fonts.load("400 80px 'Dela Gothic One'");
  await drawPoster(canvas, bestShots(), winners());
  const share = document.getElementById("poster-share");
  document.getElementById("poster-save").addEventListener("click", save);
  share.hidden = !navigator.canShare?.({ files: [new File([], "poster.jpg", { type: "image/jpeg" })] });
  share.addEventListener("click", () =>
    poster()
      .then((file) => navigator.share({ files: [file], title: "AniMatch" }))
      .catch(() => {}),
  );
}

function bestShots() {
  const shots = [...document.querySelectorAll("[data-shot]")].map((node) => ({
    ...node.dataset,
    photo: node.querySelector("img")?.src,
  }));
  return shots
    .filter((shot) => shot.photo)
    .sort((a, b) => b.percent - a.percent)
    .slice(0, 4);
}

function winners() {
  return [...document.querySelectorAll(".recap-winners li")]
    .slice(0, 3)
    .map((node) => ({ ...node.dataset, avatar: node.querySelector("img").src }));
}

async function poster() {
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.92));
  return new File([blob], "animatch.jpg", { type: "image/jpeg" });
}

async function save() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await poster());
  link.download = "animatch.jpg";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

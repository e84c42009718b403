/** The front camera: asked for once, kept between rounds, given back when the party rests. */

const LONGEST_SIDE = 1280;
const QUALITY = 0.85;
const PATIENCE = 3000;

/** @typedef {"denied" | "absent" | "insecure"} Refusal why there is no picture */

/**
 * Why a camera is not to be had, by the name of the browser's error.
 * @type {Record<string, Refusal>}
 */
const REFUSALS = { NotAllowedError: "denied", SecurityError: "denied" };

export class Camera extends EventTarget {
  /** @type {"off" | "starting" | "live" | Refusal} */
  status = "mediaDevices" in navigator && navigator.mediaDevices ? "off" : "insecure";
  facing = "user";
  /** @type {MediaStream | null} */
  #stream = null;
  #video = Object.assign(document.createElement("video"), { playsInline: true, muted: true, autoplay: true });

  constructor() {
    super();
    this.#video.setAttribute("playsinline", "");
    this.#video.setAttribute("aria-label", "What your camera sees");
    addEventListener("pagehide", () => this.stop());
  }

  /** What it sees, while it is live. */
  get stream() {
    return this.#stream;
  }

  get live() {
    return this.status === "live";
  }

  /**
   * Shows the picture in `box`. Moving a video pauses it in some browsers.
   * @param {HTMLElement} box
   */
  showIn(box) {
    box.prepend(this.#video);
    if (this.#stream) this.#play();
  }

  async start(facing = this.facing) {
    if (this.live && facing === this.facing) return;
    if (!navigator.mediaDevices?.getUserMedia) {
      this.#become("insecure");
      return;
    }
    this.stop();
    this.facing = facing;
    this.#become("starting");
    try {
      const size = { width: { ideal: LONGEST_SIDE }, height: { ideal: 960 } };
      this.#live(await navigator.mediaDevices.getUserMedia({ video: { facingMode: facing, ...size }, audio: false }));
    } catch (error) {
      this.#become((error instanceof Error && REFUSALS[error.name]) || "absent");
    }
  }

  flip() {
    return this.start(this.facing === "user" ? "environment" : "user");
  }

  stop() {
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
    this.#video.srcObject = null;
    if (this.status === "live") this.#become("off");
  }

  /** What the camera sees now, the right way round and not mirrored, as a JPEG of at most 1280 px. */
  async shoot() {
    if (this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) await this.#firstPicture();
    return toJpeg(this.#video, this.#video.videoWidth, this.#video.videoHeight);
  }

  /** A camera is live some moments before it shows anything. */
  #firstPicture() {
    return new Promise((done, fail) => {
      this.#video.addEventListener("loadeddata", done, { once: true });
      setTimeout(() => fail(new Error("no picture yet")), PATIENCE);
    });
  }

  /** @param {MediaStream} stream */
  #live(stream) {
    this.#stream = stream;
    stream.getVideoTracks()[0].onended = () => this.#become("absent");
    this.#video.srcObject = stream;
    this.#video.classList.toggle("mirrored", this.facing === "user");
    this.#play();
    this.#become("live");
  }

  #play() {
    this.#video.play().catch(() => {});
  }

  /** @param {Camera["status"]} status */
  #become(status) {
    this.status = status;
    this.dispatchEvent(new Event("status"));
  }
}

/** Whether there is none to be had here: photos come from files. @param {Camera} camera */
export function hasNoCamera({ status }) {
  return ["denied", "absent", "insecure"].includes(status);
}

/**
 * A chosen file, upright and scaled down; the very same bytes where this browser cannot open it.
 * @param {File} file
 */
export async function shrink(file) {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    return await toJpeg(bitmap, bitmap.width, bitmap.height);
  } catch {
    return file;
  }
}

/** @param {CanvasImageSource} source @param {number} width @param {number} height @returns {Promise<Blob>} */
function toJpeg(source, width, height) {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d")?.drawImage(source, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/jpeg", QUALITY),
  );
}

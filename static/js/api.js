/** The JSON API. Every failure is an ApiError with a stable code and words for the guest. */

/**
 * @import {
 *   DeckRow, Guest, NewRoom, RoomCreated, SeatTaken, SnapshotMessage, TakeView, UploadTicket,
 * } from "./live/protocol.js"
 */

const LOST = "offline";
const OFFLINE = "No connection to the party. Check the Wi-Fi and try again.";
const BROKEN = "Something went wrong on our side. Please try again.";

export class ApiError extends Error {
  /** @param {string} code @param {string} message @param {number} status */
  constructor(code, message, status = 0) {
    super(message);
    this.code = code;
    this.status = status;
  }

  /** Whether the same request may well succeed in a moment. */
  get passing() {
    return this.code === LOST || this.status >= 500;
  }
}

/**
 * What to tell the guest, whatever was thrown.
 * @param {unknown} error
 */
export function wordsOf(error) {
  return error instanceof Error ? error.message : BROKEN;
}

/**
 * `patience` in milliseconds: a request without an answer by then counts as lost.
 * @param {string} method
 * @param {string} url
 * @param {unknown} [body]
 * @param {number} [patience]
 */
export async function request(method, url, body, patience) {
  const form = body instanceof FormData;
  const headers = new Headers(form || body === undefined ? {} : { "Content-Type": "application/json" });
  let response, text;
  try {
    const signal = patience ? AbortSignal.timeout?.(patience) : undefined;
    response = await fetch(url, { method, headers, body: form ? body : JSON.stringify(body), signal });
    text = await response.text();
  } catch {
    throw new ApiError(LOST, OFFLINE);
  }
  const data = parse(text);
  if (!response.ok) throw new ApiError(data?.code ?? "broken", data?.message ?? BROKEN, response.status);
  return data;
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {string} code */
const room = (code) => `/api/v1/rooms/${encodeURIComponent(code)}`;

/** @param {NewRoom} fields @returns {Promise<RoomCreated>} */
export const createRoom = (fields) => request("POST", "/api/v1/rooms", fields);
/** @param {string} code @param {Guest} fields @returns {Promise<SeatTaken>} */
export const takeSeat = (code, fields) => request("POST", `${room(code)}/seats`, fields);
/** @param {string} code @param {string} query with the key of a link, if there is one @returns {Promise<SnapshotMessage>} */
export const lookAt = (code, query) => request("GET", room(code) + query);
/** @returns {Promise<DeckRow[]>} */
export const decks = () => request("GET", "/api/v1/decks");
/** @param {string} code @returns {Promise<null>} */
export const forgetFace = (code) => request("DELETE", `${room(code)}/calibration`);

/** @param {string} code @param {string} take @returns {Promise<null>} */
export const takeDown = (code, take) => request("DELETE", `${room(code)}/takes/${encodeURIComponent(take)}`);

/** @param {string} code @param {string} take @returns {Promise<null>} */
export const reportPhoto = (code, take) =>
  request("POST", `${room(code)}/takes/${encodeURIComponent(take)}/report`, {});

/**
 * Sends the two shots of the fair face card. The result arrives over the socket.
 * @param {string} code
 * @param {Blob} neutral
 * @param {Blob} extreme
 * @returns {Promise<null>}
 */
export function learnFace(code, neutral, extreme) {
  const form = new FormData();
  form.append("neutral", neutral, "neutral.jpg");
  form.append("extreme", extreme, "extreme.jpg");
  return request("POST", `${room(code)}/calibration`, form);
}

/**
 * A photo of a face that is to become a card; the card follows over the WebSocket, or why there is none.
 * @param {string} code
 * @param {Blob} photo
 * @returns {Promise<null>}
 */
export function sendFace(code, photo) {
  const form = new FormData();
  form.append("file", photo, "face.jpg");
  return request("POST", `${room(code)}/face`, form);
}

export const ANSWER = 12000;
const UPLOAD = 25000;
/** Milliseconds that each byte of a large file may take besides: a clip of 100 MB has three minutes. */
const A_BYTE = 0.0016;

/**
 * Where a photo of this content type may be put.
 * @param {string} code
 * @param {string} content_type
 * @returns {Promise<UploadTicket>}
 */
export const askForTicket = (code, content_type) => request("POST", `${room(code)}/uploads`, { content_type }, ANSWER);

/**
 * Puts the photo where its ticket says: in a bucket, or with us, who then take it in at once.
 * @param {UploadTicket} ticket
 * @param {Blob} photo
 * @returns {Promise<any>} what we say; a bucket says nothing of use
 */
export function postPhoto({ url, fields }, photo) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", photo, "photo.jpg");
  return request("POST", url, form, UPLOAD + photo.size * A_BYTE);
}

/**
 * Says that the photo of the ticket `upload` is in the bucket. Saying it twice is the same as once.
 * @param {string} code
 * @param {string} upload
 * @returns {Promise<TakeView>}
 */
export function reportTake(code, upload) {
  const form = new FormData();
  form.append("upload", upload);
  return request("POST", `${room(code)}/takes`, form, ANSWER);
}

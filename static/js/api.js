/** The JSON API. Every failure is an ApiError with a stable code and words for the guest. */

const LOST = "offline";
const OFFLINE = "No connection to the party. Check the Wi-Fi and try again.";
const BROKEN = "Something went wrong on our side. Please try again.";

export class ApiError extends Error {
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

/** `patience` in milliseconds: a request without an answer by then counts as lost. */
async function request(method, url, body, patience) {
  const form = body instanceof FormData;
  const headers = form || body === undefined ? {} : { "Content-Type": "application/json" };
  let response, text;
  try {
    const signal = patience && AbortSignal.timeout?.(patience);
    response = await fetch(url, { method, headers, body: form ? body : JSON.stringify(body), signal });
    text = await response.text();
  } catch {
    throw new ApiError(LOST, OFFLINE);
  }
  const data = parse(text);
  if (!response.ok) throw new ApiError(data?.code ?? "broken", data?.message ?? BROKEN, response.status);
  return data;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const room = (code) => `/api/v1/rooms/${encodeURIComponent(code)}`;

export const createRoom = (fields) => request("POST", "/api/v1/rooms", fields);
export const takeSeat = (code, fields) => request("POST", `${room(code)}/seats`, fields);
export const lookAt = (code) => request("GET", room(code));
export const decks = () => request("GET", "/api/v1/decks");
export const forgetFace = (code) => request("DELETE", `${room(code)}/calibration`);

/** Sends the two shots of the fair face card. The result arrives over the socket. */
export function learnFace(code, neutral, extreme) {
  const form = new FormData();
  form.append("neutral", neutral, "neutral.jpg");
  form.append("extreme", extreme, "extreme.jpg");
  return request("POST", `${room(code)}/calibration`, form);
}

const ANSWER = 12000;
const UPLOAD = 25000;

/** Where a photo of this content type may be put: { url, fields, upload? }. */
export const askForTicket = (code, content_type) => request("POST", `${room(code)}/uploads`, { content_type }, ANSWER);

/** Puts the photo where its ticket says: in a bucket, or with us, who then take it in at once. */
export function postPhoto({ url, fields }, photo) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", photo, "photo.jpg");
  return request("POST", url, form, UPLOAD);
}

/** Says that the photo of the ticket `upload` is in the bucket. Saying it twice is the same as once. */
export function reportTake(code, upload) {
  const form = new FormData();
  form.append("upload", upload);
  return request("POST", `${room(code)}/takes`, form, ANSWER);
}

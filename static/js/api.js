/** The JSON API. Every failure is an ApiError with a stable code and words for the guest. */

export class ApiError extends Error {
  constructor(code, message, status = 0) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

const OFFLINE = "No connection to the party. Check the Wi-Fi and try again.";
const BROKEN = "Something went wrong on our side. Please try again.";

async function request(method, url, body) {
  const form = body instanceof FormData;
  const headers = form || body === undefined ? {} : { "Content-Type": "application/json" };
  let response;
  try {
    response = await fetch(url, { method, headers, body: form ? body : JSON.stringify(body) });
  } catch {
    throw new ApiError("offline", OFFLINE);
  }
  const text = await response.text();
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

const KINDS = /^image\/(jpeg|png|webp|avif|gif|heic|heif)$/;

/** Sends a photo as a take: to the address that the ticket names, and reports it where that was a bucket. */
export async function sendTake(code, photo) {
  const ticket = await request("POST", `${room(code)}/uploads`, {
    content_type: KINDS.test(photo.type) ? photo.type : "image/jpeg",
  });
  const form = new FormData();
  for (const [name, value] of Object.entries(ticket.fields ?? {})) form.append(name, value);
  form.append("file", photo, "photo.jpg");
  const answer = await request("POST", ticket.url, form);
  if (!ticket.upload) return answer;
  const report = new FormData();
  report.append("upload", ticket.upload);
  return request("POST", `${room(code)}/takes`, report);
}

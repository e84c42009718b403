/** What a booth's page asks the server for; failures as in ../api.js. */

/** @import { Kept, PromptView, TakenBack, VisitOpened, VisitView } from "../live/protocol.js" */

import { ANSWER, request } from "../api.js";

const BOOTHS = "/api/v1/booths";

/** @param {string} id */
const visit = (id) => `${BOOTHS}/visits/${encodeURIComponent(id)}`;

/** @param {string} kind @param {Record<string, unknown>} options @returns {Promise<VisitOpened>} */
export const openVisit = (kind, options) => request("POST", `${BOOTHS}/${kind}/visits`, options, ANSWER);
/** @param {string} id @returns {Promise<VisitView>} */
export const lookAtVisit = (id) => request("GET", visit(id));
/** @param {string} id @returns {Promise<null>} */
export const forgetVisit = (id) => request("DELETE", visit(id));
/** @param {string} id @param {string} room @returns {Promise<null>} */
export const showVisit = (id, room) => request("POST", `${visit(id)}/show`, { room });
/** @param {string} id @param {number} face @param {string} person @returns {Promise<VisitView>} */
export const sayNo = (id, face, person) => request("POST", `${visit(id)}/vetoes`, { face, person });
/**
 * @param {string} id
 * @param {boolean} liked
 * @param {string | undefined} character who then, after a dislike
 * @returns {Promise<VisitView>}
 */
export const sayTo = (id, liked, character) => request("POST", `${visit(id)}/feedback`, { liked, character });
/** @returns {Promise<Kept[]>} what the guest lets us keep */
export const keptPhotos = () => request("GET", `${BOOTHS}/character/examples`);
/** @param {string | undefined} id of one, or all @returns {Promise<TakenBack>} */
export const takeBack = (id) => request("DELETE", `${BOOTHS}/character/examples${id ? `/${id}` : ""}`);
/** @returns {Promise<PromptView>} */
export const randomPrompt = () => request("GET", `${BOOTHS}/practice/prompt`);

/**
 * Says that the file is in the bucket. Saying it twice is the same as once.
 * @param {string} id
 * @param {string} slot
 * @param {string} upload
 * @returns {Promise<VisitView>}
 */
export function reportFile(id, slot, upload) {
  const form = new FormData();
  form.append("slot", slot);
  form.append("upload", upload);
  return request("POST", `${visit(id)}/files`, form, ANSWER);
}

/**
 * Gives a face a name; its picture becomes a portrait of the gallery.
 * @param {string} id
 * @param {number} face
 * @param {string} name
 * @param {Blob} picture
 * @returns {Promise<null>}
 */
export function nameFace(id, face, name, picture) {
  const form = new FormData();
  form.append("face", String(face));
  form.append("name", name);
  form.append("consent", "true");
  form.append("file", picture, "face.jpg");
  return request("POST", `${visit(id)}/names`, form);
}

/**
 * Lets a cast learn from the photo, in which nobody is a child; what came of it is told over the socket.
 * @param {string} id
 * @param {Blob} photo
 * @returns {Promise<VisitView>}
 */
export function keepPhoto(id, photo) {
  const form = new FormData();
  form.append("consent", "true");
  form.append("adult", "true");
  form.append("file", photo, "photo.jpg");
  return request("POST", `${visit(id)}/examples`, form, ANSWER);
}

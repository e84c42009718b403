/** What this tab remembers of a booth, so that a reload shows the answer again: the visit, and the photo that never left this phone but to be looked at. */

const KEY = "animatch.booth.";

/** @typedef {{ visit: string, photo: string }} Kept `photo` is a data: address, or empty */

/** @param {string} kind @returns {Kept | null} */
export function recall(kind) {
  try {
    return JSON.parse(sessionStorage.getItem(KEY + kind) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} kind @param {Kept} kept */
export function remember(kind, kept) {
  try {
    sessionStorage.setItem(KEY + kind, JSON.stringify(kept));
  } catch {
    // A photo too large for this browser's memory is shown until the reload.
    sessionStorage.setItem(KEY + kind, JSON.stringify({ ...kept, photo: "" }));
  }
}

/** @param {string} kind */
export function forget(kind) {
  sessionStorage.removeItem(KEY + kind);
}

/** What a data: address holds. @param {string} address */
export function blobOf(address) {
  const [head, body] = address.split(",");
  const bytes = Uint8Array.from(atob(body), (each) => each.charCodeAt(0));
  return new Blob([bytes], { type: head.slice("data:".length).split(";")[0] });
}

/** @param {Blob} photo @returns {Promise<string>} its data: address */
export function readAsAddress(photo) {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(photo);
  });
}

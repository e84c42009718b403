/** One question's way: the visit is opened, its files sent, and the socket says what becomes of it. */

/** @import { BoothMessage, UploadTicket, VisitView } from "../live/protocol.js" */

import { ApiError } from "../api.js";
import { LiveSocket } from "../live/socket.js";
import { Sender, shotOf } from "../photos/sending.js";
import { openVisit, reportFile } from "./api.js";

/** What a booth looks at; each under the name of its slot. @typedef {{ photo: Blob, clip?: Blob }} Files */

const CLIPS = /^video\/(mp4|quicktime|webm|x-matroska|x-msvideo)$/;
const STALE = "stale_ticket";
const TRIES = 2;

/**
 * Sends the files, once more where the network or a ticket failed; gives the visit's id.
 * @param {string} kind
 * @param {Record<string, unknown>} options
 * @param {Files} files
 * @param {{ wanted: () => boolean, retrying: () => void }} how `wanted()`: is it worth another try?
 */
export async function send(kind, options, files, how) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await sendAll(kind, options, files, how);
    } catch (error) {
      // A ticket cannot be renewed: a visit has all of its tickets from its beginning.
      if (!(error instanceof ApiError && error.code === STALE) || tries === TRIES) throw error;
    }
  }
}

/**
 * @param {string} kind
 * @param {Record<string, unknown>} options
 * @param {Files} files
 * @param {{ wanted: () => boolean, retrying: () => void }} how
 */
async function sendAll(kind, options, files, { wanted, retrying }) {
  const { photo, clip } = files;
  const open = (/** @type {string} */ content_type) =>
    openVisit(kind, { ...options, content_type, ...(clip && CLIPS.test(clip.type) && { clip_type: clip.type }) });
  /** @type {import("../live/protocol.js").VisitOpened | undefined} */
  let visit;
  await sender("photo", async (type) => (visit ??= await open(type))).send(shotOf(photo));
  const opened = visit;
  if (clip && opened) await sender("clip", async () => opened).send(shotOf(clip));
  return visit?.id ?? "";

  /** @param {string} slot @param {(content_type: string) => Promise<import("../live/protocol.js").VisitOpened>} visiting */
  function sender(slot, visiting) {
    let asked = false;
    const desk = {
      /** @param {string} content_type @returns {Promise<UploadTicket>} */
      ask: async (content_type) => {
        if (asked) throw new ApiError(STALE, "That took too long. Try once more.");
        const { tickets } = await visiting(content_type);
        asked = true;
        return /** @type {UploadTicket} */ (tickets.find((ticket) => ticket.slot === slot));
      },
      report: (/** @type {string} */ upload) => reportFile(visit?.id ?? "", slot, upload),
    };
    return new Sender(desk, { open: wanted, retrying });
  }
}

/**
 * Tells of every change of a visit, the first at once. Gives the function that stops listening.
 * @param {string} id
 * @param {object} on
 * @param {(visit: VisitView) => void} on.visit
 * @param {(lost: boolean) => void} on.lost whether the connection is away
 * @param {(words: string) => void} on.error a wish came to nothing; the visit is as before
 * @param {(words: string) => void} on.over there is no such visit any more
 */
export function follow(id, on) {
  let words = "";
  /** @type {LiveSocket<BoothMessage>} */
  const socket = new LiveSocket(`/ws/booths/${id}/`, {
    message: hear,
    status: (status) => on.lost(status === "lost"),
    final: () => on.over(words),
  });
  return () => socket.end();

  /** @param {BoothMessage} message */
  function hear(message) {
    if (message.type === "visit") on.visit(message.visit);
    if (message.type === "error") on.error(message.message);
    if (message.type === "closed") words = message.message;
  }
}

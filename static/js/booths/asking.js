/** One question's way: the visit is opened, the photo sent, and the socket says what becomes of it. */

/** @import { BoothMessage, VisitOpened, VisitView } from "../live/protocol.js" */

import { LiveSocket } from "../live/socket.js";
import { Sender, shotOf } from "../photos/sending.js";
import { openVisit, reportFile } from "./api.js";

/**
 * Sends the photo, once more where the network or a ticket failed; gives the visit's id.
 * @param {string} kind
 * @param {Record<string, unknown>} options
 * @param {Blob} photo
 * @param {{ wanted: () => boolean, retrying: () => void }} how `wanted()`: is it worth another try?
 */
export async function send(kind, options, photo, { wanted, retrying }) {
  /** @type {VisitOpened | undefined} */
  let visit;
  const desk = {
    ask: async (/** @type {string} */ content_type) => {
      visit = await openVisit(kind, { ...options, content_type });
      return visit.tickets[0];
    },
    report: (/** @type {string} */ upload) => reportFile(visit?.id ?? "", visit?.tickets[0].slot ?? "", upload),
  };
  await new Sender(desk, { open: wanted, retrying }).send(shotOf(photo));
  return visit?.id ?? "";
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

/** Django's token, as its cookie gives it. */
export function csrf() {
  return (
    document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ??
    /** @type {HTMLInputElement | null} */ (document.querySelector("[name=csrfmiddlewaretoken]"))?.value ??
    ""
  );
}

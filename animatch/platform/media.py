"""Stored objects and drawings over HTTP."""

from mimetypes import guess_type

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect

from animatch.platform.storages import READ_SECONDS, default_storage

FOREVER = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"
# Within a room a photo never changes, but it can be taken off the screens at any time.
BRIEFLY = "private, max-age=120"
# A link is remembered for half of its life, so that it is not dead when it is followed.
WHILE_IT_LIVES = f"private, max-age={READ_SECONDS // 2}"


def stored(key: str, cache: str) -> HttpResponseBase:
    """The object itself, or a short-lived link to it where the storage can give one."""
    if key and (link := default_storage.read_link(key)) is not None:
        response = HttpResponseRedirect(link)
        response["Cache-Control"] = WHILE_IT_LIVES
        return response
    return sent(key, cache)


def sent(key: str, cache: str) -> HttpResponseBase:
    """The object itself: what a page draws into a picture of its own may not come from another address."""
    if not key:
        raise Http404
    try:
        data = default_storage.read(key)
    except FileNotFoundError:
        raise Http404 from None
    response = HttpResponse(data, content_type=guess_type(key)[0] or "application/octet-stream")
    response["Cache-Control"] = cache
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def svg(text: str, cache: str) -> HttpResponse:
    return HttpResponse(text, content_type="image/svg+xml", headers={"Cache-Control": cache})

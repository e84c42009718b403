"""Pictures over HTTP: photos for those who hold their signed link, prompts and drawn faces for everybody."""

from functools import lru_cache
from io import BytesIO
from mimetypes import guess_type
from uuid import UUID

import segno
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.crypto import constant_time_compare

from game import models
from game.art.characters import BY_SLUG
from game.art.draw import draw, draw_avatar
from game.links import join_link
from game.services import CODE_LENGTH
from game.snapshots import photo_signature

FOREVER = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"
# Within a room a photo never changes, but it can be taken off the screens at any time.
BRIEFLY = "private, max-age=120"


def photo(request: HttpRequest, code: str, take_id: UUID) -> HttpResponseBase:
    """A take's photo, for whoever got its signed link from the room."""
    if not constant_time_compare(request.GET.get("s", ""), photo_signature(str(take_id))):
        raise Http404
    take = get_object_or_404(models.Take, id=take_id, round__room__code=code, hidden=False)
    return _stored(take.photo, BRIEFLY)


def prompt_picture(request: HttpRequest, prompt_id: UUID) -> HttpResponseBase:
    return _stored(get_object_or_404(models.Prompt, id=prompt_id).picture, FOREVER)


def prompt_thumbnail(request: HttpRequest, prompt_id: UUID) -> HttpResponseBase:
    return _stored(get_object_or_404(models.Prompt, id=prompt_id).thumbnail, FOREVER)


def _stored(key: str, cache: str) -> HttpResponseBase:
    """The object itself, or a short-lived link to it where the storage can give one."""
    if not key:
        raise Http404
    if (link := default_storage.read_link(key)) is not None:
        response: HttpResponseBase = HttpResponseRedirect(link)
        response["Cache-Control"] = BRIEFLY
        return response
    try:
        file = default_storage.open(key)
    except FileNotFoundError:
        raise Http404 from None
    with file:
        response = HttpResponse(file.read(), content_type=guess_type(key)[0] or "application/octet-stream")
    response["Cache-Control"] = cache
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The join link of a room as a QR code."""
    if len(code) != CODE_LENGTH:
        raise Http404
    drawing = BytesIO()
    segno.make(join_link(request, code), error="m").save(drawing, kind="svg", border=0, omitsize=True, nl=False)
    return _svg(drawing.getvalue().decode(), A_DAY)


def avatar(request: HttpRequest, slug: str) -> HttpResponse:
    return _svg(_avatar(_known(slug)), A_DAY)


def face(request: HttpRequest, slug: str, left: int, right: int, mouth: int) -> HttpResponse:
    """A drawn face at any openness, each in percent."""
    if max(left, right, mouth) > 100:
        raise Http404
    return _svg(_face(_known(slug), left, right, mouth), A_DAY)


def _known(slug: str) -> str:
    if slug not in BY_SLUG:
        raise Http404
    return slug


@lru_cache(maxsize=64)
def _avatar(slug: str) -> str:
    return draw_avatar(BY_SLUG[slug])


@lru_cache(maxsize=512)
def _face(slug: str, left: int, right: int, mouth: int) -> str:
    return draw(BY_SLUG[slug], left_eye=left / 100, right_eye=right / 100, mouth=mouth / 100)


def _svg(text: str, cache: str) -> HttpResponse:
    return HttpResponse(text, content_type="image/svg+xml", headers={"Cache-Control": cache})

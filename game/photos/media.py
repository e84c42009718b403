"""Photos over HTTP, for those who hold their signed link."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.crypto import constant_time_compare

from animatch.platform.media import BRIEFLY, stored
from game.rooms.models import Take
from game.rooms.snapshots import photo_signature


def photo(request: HttpRequest, code: str, take_id: UUID) -> HttpResponseBase:
    """A take's photo, for whoever got its signed link from the room."""
    if not constant_time_compare(request.GET.get("s", ""), photo_signature(str(take_id))):
        raise Http404
    take = get_object_or_404(Take, id=take_id, round__room__code=code, hidden=False)
    return stored(take.photo, BRIEFLY)

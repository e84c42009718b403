"""A room's QR code over HTTP."""

from http import HTTPStatus
from io import BytesIO

import segno
from django.http import Http404, HttpRequest, HttpResponse

from animatch.platform.media import svg
from game.engine.errors import LinkNeeded, RoomLocked
from game.people.players import Visitor
from game.people.rate_limits import TooMany
from game.rooms import admission, repository
from game.rooms.links import join_link

OWN_DAY = "private, max-age=86400"


def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The join link of a room as a QR code, for whoever gets through the door: the link holds the key."""
    try:
        room = admission.at_the_door(code, Visitor.of(request))
    except (repository.NoSuchRoom, LinkNeeded, RoomLocked):
        raise Http404 from None
    except TooMany as refusal:
        return HttpResponse(refusal.text, status=HTTPStatus.TOO_MANY_REQUESTS, content_type="text/plain")
    drawing = BytesIO()
    link = join_link(request, room.code, room.id)
    segno.make(link, error="m").save(drawing, kind="svg", border=0, omitsize=True, nl=False)
    return svg(drawing.getvalue().decode(), OWN_DAY)

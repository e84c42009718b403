"""A room's QR code over HTTP."""

from io import BytesIO

import segno
from django.http import Http404, HttpRequest, HttpResponse

from animatch.platform.media import A_DAY, svg
from game.rooms.links import join_link
from game.rooms.services import CODE_LENGTH


def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The join link of a room as a QR code."""
    if len(code) != CODE_LENGTH:
        raise Http404
    drawing = BytesIO()
    segno.make(join_link(request, code), error="m").save(drawing, kind="svg", border=0, omitsize=True, nl=False)
    return svg(drawing.getvalue().decode(), A_DAY)

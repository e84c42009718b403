"""Photos over the JSON API."""

from typing import Literal

from django.http import HttpRequest
from ninja import File, Form, Router, Schema, Status, UploadedFile

from animatch.platform import steady_clock
from animatch.platform.api import Refusal
from animatch.platform.http import received_at
from game.engine import errors, seating, transitions
from game.engine.state import Room, Seat
from game.people import rate_limits
from game.people.players import Visitor
from game.photos import fair_face, moderation, own_face, uploads
from game.protocol.views import TakeView
from game.rooms import admission, selectors, services, snapshots

router = Router()


class PhotoKind(Schema):
    content_type: Literal[
        "image/jpeg", "image/png", "image/webp", "image/avif", "image/gif", "image/heic", "image/heif"
    ] = "image/jpeg"


class UploadTicket(Schema):
    url: str
    fields: dict[str, str]
    upload: str | None = None


def _seat(request: HttpRequest, code: str) -> tuple[Room, Seat]:
    """The room and the seat in it that the request's cookie has authority over."""
    visitor = Visitor.of(request)
    room = admission.at_the_door(code, visitor)
    seat = selectors.seat_of(room, visitor.player)
    if seat is None:
        raise errors.NotYourSeat
    return room, transitions.check_seat(room, seat.id)


@router.post(
    "/rooms/{code}/uploads",
    response={200: UploadTicket, 404: Refusal, 409: Refusal},
    exclude_none=True,
)
@rate_limits.per_minute(120, together=1200)
def new_upload(request: HttpRequest, code: str, body: PhotoKind) -> UploadTicket:
    """Where to post your next photo: all `fields`, then the photo as `file`."""
    room, seat = _seat(request, code)
    ticket = uploads.ticket(room, seat.id, body.content_type, received_at(request))
    return UploadTicket(url=ticket.url, fields=dict(ticket.fields), upload=ticket.upload)


@router.post(
    "/rooms/{code}/takes",
    response={202: TakeView, 404: Refusal, 409: Refusal},
    exclude_none=True,
    url_name="send_take",
)
@rate_limits.per_minute(120, together=1200)
def send_take(
    request: HttpRequest, code: str, file: UploadedFile | None = File(None), upload: str | None = Form(None)
) -> Status[TakeView]:
    """A photo for this round: `file`, or the `upload` of a ticket, or both. The score follows over the WebSocket."""
    now = received_at(request)
    room, seat = _seat(request, code)
    if file is not None:
        room, take = uploads.receive(room, seat.id, file, upload, now)
    elif upload is not None:
        room, take = uploads.report(room, seat.id, upload, now)
    else:
        raise errors.NothingArrived
    return Status(202, snapshots.take_view(room, take))


@router.delete("/rooms/{code}/takes/{take}", response={204: None, 403: Refusal, 404: Refusal})
@rate_limits.per_minute(60, together=600)
def take_down(request: HttpRequest, code: str, take: str) -> Status[None]:
    """Take a photo of yours off every screen, for good. Its score stays. Twice is the same as once."""
    visitor = Visitor.of(request)
    room = admission.at_the_door(code, visitor)
    moderation.withdraw(room.code, visitor.player, take, steady_clock.now())
    return Status(204, None)


@router.post("/rooms/{code}/takes/{take}/report", response={204: None, 404: Refusal, 409: Refusal})
@rate_limits.per_minute(60, together=600)
def report(request: HttpRequest, code: str, take: str) -> Status[None]:
    """Say that somebody else's photo should not be seen. Who hosts is told of it. Twice is the same as once."""
    room, seat = _seat(request, code)
    moderation.report(room.code, seat.id, take, steady_clock.now())
    return Status(204, None)


@router.post("/rooms/{code}/calibration", response={202: None, 404: Refusal})
@rate_limits.per_minute(30, together=300)
def calibrate(
    request: HttpRequest, code: str, neutral: UploadedFile = File(...), extreme: UploadedFile = File(...)
) -> Status[None]:
    """Two shots of your face, relaxed and at its widest. They are erased once a few numbers are read from them."""
    room, seat = _seat(request, code)
    fair_face.receive(room, seat.id, neutral, extreme)
    return Status(202, None)


@router.post("/rooms/{code}/face", response={202: None, 404: Refusal, 409: Refusal})
@rate_limits.per_minute(30, together=300)
def make_face(request: HttpRequest, code: str, file: UploadedFile = File(...)) -> Status[None]:
    """Between games, a photo of a face that your character is drawn with, for the others to copy, as `make_face` over
    the WebSocket does it with numbers. It is erased once three numbers are read from it.
    """
    room, seat = _seat(request, code)
    own_face.receive(room, seat, file)
    return Status(202, None)


@router.delete("/rooms/{code}/calibration", response={204: None, 404: Refusal})
def forget_calibration(request: HttpRequest, code: str) -> Status[None]:
    """Forget the range of your face."""
    now = steady_clock.now()
    room, seat = _seat(request, code)
    services.change(room.code, lambda r: seating.calibrate(r, seat.id, None, now), now)
    return Status(204, None)

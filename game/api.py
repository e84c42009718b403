"""The JSON API under /api/v1/. Each endpoint checks who asks, calls one service and answers."""

import logging
from typing import Annotated, Literal

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from kombu.exceptions import OperationalError as QueueAway
from ninja import File, Form, NinjaAPI, Schema, Status, UploadedFile
from ninja.errors import ValidationError
from pydantic import Field
from redis.exceptions import RedisError

from animatch.http import received_at
from animatch.storages import BUCKET_AWAY
from game import admission, calibration, guessing, limits, players, repository, selectors, services, snapshots, uploads
from game.engine import errors, seating, transitions
from game.engine.errors import RuleViolation
from game.engine.state import Room, Seat, Settings
from game.patience import DATABASE_AWAY, TRY_AGAIN, TRY_AGAIN_WORDS
from game.players import Visitor
from game.protocol.from_server import SnapshotMessage
from game.protocol.views import RoomSettings, TakeView
from game.statistics import collect
from scoring.vision.errors import PhotoRefused

log = logging.getLogger(__name__)

api = NinjaAPI(title="AniMatch", version="1", urls_namespace="api", docs_url="/docs")

STATUS = {
    errors.NotYourSeat.code: 403,
    errors.Kicked.code: 403,
    errors.NotHost.code: 403,
    errors.Banned.code: 403,
    errors.PasswordNeeded.code: 403,
    errors.NicknameInvalid.code: 422,
    errors.AvatarUnknown.code: 422,
    errors.SettingsInvalid.code: 422,
}


def refusal(code: str, message: str, status: int) -> JsonResponse:
    return JsonResponse({"code": code, "message": message}, status=status)


@api.exception_handler(RuleViolation)
def _rule_violation(request: HttpRequest, error: RuleViolation) -> HttpResponse:
    # Who only asks for a ticket has no photo yet that could be late.
    if isinstance(error, errors.TooLate) and request.resolver_match and request.resolver_match.url_name == "send_take":
        collect.count_late(request.resolver_match.kwargs["code"], timezone.now())
    return refusal(error.code, error.text, STATUS.get(error.code, 409))


@api.exception_handler(PhotoRefused)
def _photo_refused(request: HttpRequest, error: PhotoRefused) -> HttpResponse:
    return refusal(error.code, error.message, 413 if error.code == "too_large" else 422)


@api.exception_handler(repository.NoSuchRoom)
def _no_such_room(request: HttpRequest, error: repository.NoSuchRoom) -> HttpResponse:
    return refusal(error.code, error.text, 404)


def _away(request: HttpRequest, error: Exception) -> HttpResponse:
    log.warning("A part is away: %s", type(error).__name__)
    return refusal(TRY_AGAIN, TRY_AGAIN_WORDS, 503)


for part in (*DATABASE_AWAY, *BUCKET_AWAY, RedisError, QueueAway):
    api.add_exception_handler(part, _away)


@api.exception_handler(limits.TooMany)
def _too_many(request: HttpRequest, error: limits.TooMany) -> HttpResponse:
    return refusal(error.code, error.text, 429)


@api.exception_handler(ValidationError)
def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = ", ".join(dict.fromkeys(str(part["loc"][-1]) for part in error.errors))
    return refusal("invalid", f"Something is missing or out of range: {fields}.", 422)


RowId = Annotated[int, Field(ge=1, lt=2**31)]


class Refusal(Schema):
    code: str
    message: str


class Guest(Schema):
    """A name and a face to sit down with."""

    nickname: str
    avatar: str = "miko"


class NewRoom(Guest):
    plays: bool = True
    deck: str | None = None
    settings: RoomSettings = RoomSettings()


class RoomCreated(Schema):
    code: str
    url: str
    seat: str


class SeatTaken(Schema):
    seat: str


class PhotoKind(Schema):
    content_type: Literal[
        "image/jpeg", "image/png", "image/webp", "image/avif", "image/gif", "image/heic", "image/heif"
    ] = "image/jpeg"


class UploadTicket(Schema):
    url: str
    fields: dict[str, str]
    upload: str | None = None


class DeckRow(Schema):
    id: str
    name: str
    prompts: int


class LeaderboardRow(Schema):
    place: int
    nickname: str
    avatar: str
    points: int
    games: int
    best_percent: float
    you: bool


class Leaderboard(Schema):
    period: str
    rows: list[LeaderboardRow]


def _seat(request: HttpRequest, code: str) -> tuple[Room, Seat]:
    """The room and the seat in it that the request's cookie has authority over."""
    visitor = Visitor.of(request)
    room = guessing.find(code, visitor)
    seat = selectors.seat_of(room, visitor.player)
    if seat is None:
        raise errors.NotYourSeat
    return room, transitions.check_seat(room, seat.id)


@api.post("/rooms", response={201: RoomCreated, 422: Refusal, 429: Refusal})
@limits.per_minute(20)
def create_room(request: HttpRequest, response: HttpResponse, body: NewRoom) -> Status[RoomCreated]:
    """Open a room and sit down in it as its host."""
    nickname = services.check_joinable(body.nickname, body.avatar)
    deck = selectors.deck_for_new_room(body.deck)
    settings = Settings(**body.settings.model_dump())
    with transaction.atomic():
        player = players.current_or_new(request, response, nickname, body.avatar)
        room = services.create_room(player, nickname, body.avatar, settings, deck, timezone.now(), plays=body.plays)
    return Status(201, RoomCreated(code=room.code, url=f"/r/{room.code}/", seat=room.seats[0].id))


@api.post("/rooms/{code}/seats", response={201: SeatTaken, 403: Refusal, 404: Refusal, 409: Refusal, 422: Refusal})
@limits.per_minute(120)
def join(request: HttpRequest, response: HttpResponse, code: str, body: Guest) -> Status[SeatTaken]:
    """Sit down in a room. Asking again gives the same seat."""
    nickname = services.check_joinable(body.nickname, body.avatar)
    visitor = Visitor.of(request)
    admission.find(code, visitor)
    # Whoever gets no seat leaves nothing behind.
    with transaction.atomic():
        player = players.current_or_new(request, response, nickname, body.avatar)
        room = services.join(code, player, nickname, body.avatar, timezone.now())
    seat = room.seat_of(str(player.id))
    return Status(201, SeatTaken(seat=seat.id if seat else ""))


@api.get("/rooms/{code}", response={200: SnapshotMessage, 403: Refusal, 404: Refusal}, exclude_none=True)
def snapshot(request: HttpRequest, code: str) -> SnapshotMessage:
    """The room as it is now, with your own side of it if you have a seat."""
    visitor = Visitor.of(request)
    return selectors.snapshot(admission.find(code, visitor), visitor.player, timezone.now())


@api.post(
    "/rooms/{code}/uploads", response={200: UploadTicket, 403: Refusal, 404: Refusal, 409: Refusal}, exclude_none=True
)
@limits.per_minute(120)
def new_upload(request: HttpRequest, code: str, body: PhotoKind) -> UploadTicket:
    """Where to post your next photo: all `fields`, then the photo as `file`."""
    room, seat = _seat(request, code)
    ticket = uploads.ticket(room, seat.id, body.content_type, received_at(request))
    return UploadTicket(url=ticket.url, fields=dict(ticket.fields), upload=ticket.upload)


@api.post(
    "/rooms/{code}/takes",
    response={202: TakeView, 403: Refusal, 404: Refusal, 409: Refusal, 413: Refusal, 422: Refusal},
    exclude_none=True,
    url_name="send_take",
)
@limits.per_minute(120)
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


@api.post("/rooms/{code}/calibration", response={202: None, 403: Refusal, 404: Refusal, 413: Refusal, 422: Refusal})
@limits.per_minute(30)
def calibrate(
    request: HttpRequest, code: str, neutral: UploadedFile = File(...), extreme: UploadedFile = File(...)
) -> Status[None]:
    """Two shots of your face, relaxed and at its widest. They are erased once four numbers are read from them."""
    room, seat = _seat(request, code)
    calibration.receive(room, seat.id, neutral, extreme)
    return Status(202, None)


@api.delete("/rooms/{code}/calibration", response={204: None, 403: Refusal, 404: Refusal})
def forget_calibration(request: HttpRequest, code: str) -> Status[None]:
    """Forget the range of your face."""
    now = timezone.now()
    room, seat = _seat(request, code)
    services.change(room.code, lambda r: seating.calibrate(r, seat.id, None, now), now)
    return Status(204, None)


@api.get("/decks", response=list[DeckRow])
def decks(request: HttpRequest) -> list[DeckRow]:
    """The decks that any room can play."""
    return [DeckRow(id=str(row.id), name=row.name, prompts=row.size) for row in selectors.public_decks()]


@api.get("/leaderboard", response=Leaderboard)
def leaderboard(
    request: HttpRequest, period: Literal["today", "week", "all"] = "all", deck: RowId | None = None
) -> Leaderboard:
    """Who has the most points: today, in the last seven days, or since the beginning."""
    you = players.player_id(request.COOKIES)
    rows = selectors.leaderboard(period, deck, you, timezone.now())
    return Leaderboard(period=period, rows=[LeaderboardRow(**row) for row in rows])

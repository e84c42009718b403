"""Rooms over the JSON API."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status

from animatch.platform import steady_clock
from animatch.platform.api import Refusal
from game.decks.selectors import deck_for_new_room
from game.engine.state import Settings
from game.people import players, rate_limits
from game.people.players import Visitor
from game.protocol.from_server import SnapshotMessage
from game.protocol.message import STRICT
from game.protocol.views import RoomSettings
from game.rooms import admission, household_seats, links, selectors, services

router = Router()

# Read by Visitor, for all ways in alike.
WITH_KEY = {
    "parameters": [
        {
            "name": players.KEY,
            "in": "query",
            "description": "The key out of the room's link, where the code alone is not enough and no cookie holds it.",
            "schema": {"type": "string"},
        }
    ]
}


class Guest(Schema):
    """A name and a face to sit down with."""

    nickname: str
    avatar: str = "miko"


class NewRoom(Guest):
    model_config = STRICT

    plays: bool = True
    deck: str | None = None
    settings: RoomSettings = RoomSettings()


class RoomCreated(Schema):
    """`url` holds the key that opens the room to others, `?k=`."""

    code: str
    url: str
    seat: str


class SeatTaken(Schema):
    seat: str


@router.post(
    "/rooms",
    response={201: RoomCreated, 409: Refusal},
)
@rate_limits.per_minute(20, together=40)
@rate_limits.per_day(together=200)
def create_room(request: HttpRequest, response: HttpResponse, body: NewRoom) -> Status[RoomCreated]:
    """Open a room and sit down in it as its host."""
    nickname = services.check_joinable(body.nickname, body.avatar)
    deck = deck_for_new_room(body.deck, request.user)
    settings = Settings(**body.settings.model_dump())
    with transaction.atomic():
        player = players.current_or_new(request, response, nickname, body.avatar)
        room = services.create_room(
            player, nickname, body.avatar, settings, deck, steady_clock.now(), plays=body.plays, host=request.user
        )
    url = links.room_path(room.code, room.id)
    return Status(201, RoomCreated(code=room.code, url=url, seat=room.seats[0].id))


@router.post(
    "/rooms/{code}/seats",
    response={201: SeatTaken, 404: Refusal, 409: Refusal},
    openapi_extra=WITH_KEY,
)
@rate_limits.per_minute(120, together=600)
def join(request: HttpRequest, response: HttpResponse, code: str, body: Guest) -> Status[SeatTaken]:
    """Sit down in a room. Asking again gives the same seat."""
    nickname = services.check_joinable(body.nickname, body.avatar)
    visitor = Visitor.of(request)
    before, now = admission.find_to_join(code, visitor), steady_clock.now()
    is_new = selectors.seat_of(before, visitor.player) is None
    if is_new:
        household_seats.check(before, visitor, now)
    # Whoever gets no seat leaves nothing behind.
    with transaction.atomic():
        player = players.current_or_new(request, response, nickname, body.avatar)
        room = services.join(code, player, nickname, body.avatar, now)
    if is_new:
        household_seats.count(room, visitor, now)
    seat = room.seat_of(str(player.id))
    return Status(201, SeatTaken(seat=seat.id if seat else ""))


@router.get(
    "/rooms/{code}",
    response={200: SnapshotMessage, 403: Refusal, 404: Refusal},
    exclude_none=True,
    openapi_extra=WITH_KEY,
)
def snapshot(request: HttpRequest, code: str) -> SnapshotMessage:
    """The room as it is now, with your own side of it if you have a seat."""
    visitor = Visitor.of(request)
    return selectors.snapshot(admission.find(code, visitor), visitor.player, steady_clock.now())

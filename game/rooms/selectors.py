"""Reads: a room as its screens see it, and who sits in it. Nothing here changes anything."""

from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from game.engine import rules
from game.engine.state import Presence, Room, Seat
from game.protocol.from_server import SnapshotMessage
from game.protocol.views import You
from game.rooms import models, room_cache, snapshots


def snapshot(room: Room, player: UUID | None, now: datetime) -> SnapshotMessage:
    """The room at its version, with the player's own side of it if there is one."""
    return SnapshotMessage(
        server_time=snapshots.milliseconds(now) or 0, room=snapshots.room_view(room), you=_own(room, player)
    )


def snapshot_text(room: Room, player: UUID | None, now: datetime) -> str:
    """The same as it goes over a wire, faster for a crowd: what all of them see is written once."""
    own = _own(room, player)
    you = f',"you":{own.text()}' if own else ""
    text = room_cache.once(snapshots.room_text, room)
    return f'{{"type":"snapshot","server_time":{snapshots.milliseconds(now)},"room":{text}{you}}}'


def _own(room: Room, player: UUID | None) -> You | None:
    seat = room.seat_of(str(player)) if player else None
    return snapshots.you(room, seat) if seat and seat.presence is Presence.IN else None


def hours_left(code: str, now: datetime) -> int:
    """For how many hours at most the room is kept with its photos; begun ones count, and a moment is one."""
    ends = models.Room.objects.filter(code=code).values_list("expires_at", flat=True).first() or now
    return max(1, ceil((ends - now) / timedelta(hours=1)))


def seat_of(room: Room, player: UUID | None) -> Seat | None:
    """The player's seat, also one that was left or taken away."""
    return room.seat_of(str(player)) if player else None


def sits(room: Room, player: UUID | None) -> bool:
    """Whether the player has a seat here, neither left nor taken away."""
    seat = seat_of(room, player)
    return seat is not None and seat.presence is Presence.IN


def hosts(room: Room, player: UUID | None) -> bool:
    """Whether the player sits here and steers the room now."""
    seat = seat_of(room, player)
    return seat is not None and sits(room, player) and rules.is_host(room, seat.id)

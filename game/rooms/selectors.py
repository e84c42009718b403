"""Reads: a room as its screens see it, and who sits in it. Nothing here changes anything."""

from datetime import datetime
from uuid import UUID

from game.engine.state import Presence, Room, Seat
from game.protocol.from_server import SnapshotMessage
from game.rooms import snapshots


def snapshot(room: Room, player: UUID | None, now: datetime) -> SnapshotMessage:
    """The room at its version, with the player's own side of it if there is one."""
    seat = room.seat_of(str(player)) if player else None
    own = snapshots.you(room, seat) if seat and seat.presence is Presence.IN else None
    return SnapshotMessage(server_time=snapshots.milliseconds(now) or 0, room=snapshots.room_view(room), you=own)


def seat_of(room: Room, player: UUID | None) -> Seat | None:
    """The player's seat, also one that was left or taken away."""
    return room.seat_of(str(player)) if player else None


def sits(room: Room, player: UUID | None) -> bool:
    """Whether the player has a seat here, neither left nor taken away."""
    seat = seat_of(room, player)
    return seat is not None and seat.presence is Presence.IN

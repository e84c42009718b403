"""The rooms that this process has seen last. A room is a value: at the same version it is the same.

Reading a room takes four queries and most of the time of a change; knowing its version takes one.
"""

import threading
import time
from collections import OrderedDict

from game.engine.state import Room

MOST_ROOMS = 128
SECONDS = 120
"""After which a room that nobody has changed is let go: it holds what faces look like."""

_rooms: OrderedDict[str, tuple[float, Room]] = OrderedDict()
_lock = threading.Lock()


def at_version(room_id: str, version: int) -> Room | None:
    """The room as it was committed with this version, if it is known."""
    with _lock:
        _let_go()
        _, room = _rooms.get(room_id, (0.0, None))
    return room if room is not None and room.version == version else None


def remember(room: Room) -> None:
    """For rooms as they are committed, and no others."""
    with _lock:
        _rooms.pop(room.id, None)
        _rooms[room.id] = (time.monotonic(), room)
        _let_go()


def forget(room_id: str) -> None:
    with _lock:
        _rooms.pop(room_id, None)


def _let_go() -> None:
    """Drop the oldest; they stand first."""
    too_old = time.monotonic() - SECONDS
    while _rooms and (len(_rooms) > MOST_ROOMS or next(iter(_rooms.values()))[0] < too_old):
        _rooms.popitem(last=False)

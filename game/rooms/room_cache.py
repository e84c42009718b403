"""The rooms that this process has seen last. A room is a value: at the same version it is the same.

Reading a room takes four queries and most of the time of a change; knowing its version takes one.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from game.engine.state import Room

T = TypeVar("T")

MOST_ROOMS = 128
SECONDS = 120
"""After which a room that nobody has changed is let go: it holds what faces look like."""


@dataclass(frozen=True)
class _Known:
    since: float
    room: Room
    made: dict[Callable[[Room], Any], Any] = field(default_factory=dict)


_rooms: OrderedDict[str, _Known] = OrderedDict()
_lock = threading.Lock()


def at_version(room_id: str, version: int) -> Room | None:
    """The room as it was committed with this version, if it is known."""
    with _lock:
        _let_go()
        known = _rooms.get(room_id)
    return known.room if known is not None and known.room.version == version else None


def remember(room: Room) -> None:
    """For rooms as they are committed, and no others."""
    with _lock:
        _rooms.pop(room.id, None)
        _rooms[room.id] = _Known(time.monotonic(), room)
        _let_go()


def once(make: Callable[[Room], T], room: Room) -> T:
    """What `make` makes of the room, which nobody may change; made once for as long as the room is known as it is."""
    with _lock:
        known = _rooms.get(room.id)
    if known is None or known.room is not room:
        return make(room)
    if make not in known.made:
        known.made[make] = make(room)
    found: T = known.made[make]
    return found


def forget(room_id: str) -> None:
    with _lock:
        _rooms.pop(room_id, None)


def _let_go() -> None:
    """Drop the oldest; they stand first."""
    too_old = time.monotonic() - SECONDS
    while _rooms and (len(_rooms) > MOST_ROOMS or next(iter(_rooms.values())).since < too_old):
        _rooms.popitem(last=False)

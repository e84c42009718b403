"""Reading a room once for everybody who asks at the same time.

When a process comes back, or a link is shared with a crowd, all screens ask within moments. The
answer is the same for all of them: so they share it, and two thousand cost what a few cost.
"""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from channels.db import database_sync_to_async

from game.engine.state import Room
from game.rooms import repository, room_cache, snapshots

T = TypeVar("T")

BREATH = 0.05
"""Seconds between two reads that a crowd asks for; without them the reading threads starve the loop."""


class Shared(Generic[T]):
    """A read from the database by room code, shared by those who ask for it at the same time.

    Nobody gets an answer that is older than the question. Belongs to one event loop.
    """

    def __init__(self, read: Callable[[str], T]) -> None:
        self._read = database_sync_to_async(read, thread_sensitive=False)
        self._running: dict[str, asyncio.Task[T]] = {}
        self._waiting: dict[str, asyncio.Task[T]] = {}

    async def now(self, code: str) -> T:
        """What the read gives, or raises, at some time after this call."""
        if code not in self._waiting:
            self._waiting[code] = asyncio.create_task(self._read_after(self._running.get(code), code))
        # Whoever is cancelled does not take the answer away from the others.
        return await asyncio.shield(self._waiting[code])

    async def _read_after(self, before: asyncio.Task[T] | None, code: str) -> T:
        if before is not None:
            await asyncio.wait([before])
            await asyncio.sleep(BREATH)
        # From here on it may be too old for those who ask now: they share the next one.
        own = self._running[code] = self._waiting.pop(code)
        try:
            return await self._read(code)
        finally:
            if self._running.get(code) is own:
                del self._running[code]


def look(code: str) -> Room:
    """The room as it is now, and what all screens see of it made ready. Raises NoSuchRoom."""
    room = repository.get(code)
    room_cache.once(snapshots.room_text, room)
    return room

"""Passwords are hashed slowly, on purpose: a crowd that guesses must not take the processor from those who play."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import PBKDF2PasswordHasher

AT_ONCE = min(2, max(1, (os.cpu_count() or 1) // 2))
"""Threads of a process that hash at the same time; on a small machine one."""
WAITING = 2
"""Threads that may wait for their turn: the others stay free for photos."""
PATIENCE = 3
"""Seconds that one waits."""

_places = threading.BoundedSemaphore(AT_ONCE + WAITING)
_turns = threading.BoundedSemaphore(AT_ONCE)


class Busy(Exception):
    """Nothing was hashed; the same words a moment later may be."""

    code = "busy"
    text = "Many people are saying passwords just now. Wait a moment and try again."


class GuardedHasher(PBKDF2PasswordHasher):
    """Django's own hasher, in few threads at once. Raises Busy instead of keeping a request waiting for long."""

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        with _turn():
            return super().encode(password, salt, iterations)


@contextmanager
def _turn() -> Iterator[None]:
    if not _places.acquire(blocking=False):
        raise Busy
    try:
        if not _turns.acquire(timeout=PATIENCE):
            raise Busy
        try:
            yield
        finally:
            _turns.release()
    finally:
        _places.release()

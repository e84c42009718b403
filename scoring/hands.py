"""Which photos are in somebody's hands: known to all workers by the cache, without a database.

While a photo is judged it is marked, so that nobody else begins with it. A worker that dies leaves
the mark to run out, and a count behind: a photo that has taken two workers with it is not tried again.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress

from django.core.cache import BaseCache, caches
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

MARKED_SECONDS = 5
"""After a worker's last sign of life; it gives one every second (scoring/children.py)."""
MOST_TRIES = 2
COUNTED_SECONDS = 3600


class InOtherHands(Exception):
    """Somebody else is judging this photo now."""


class DroppedTooOften(Exception):
    """This photo was begun MOST_TRIES times, and nobody came back from it."""


@contextmanager
def holding(upload: str) -> Iterator[Callable[[], None]]:
    """Mark the upload as being judged; gives what keeps the mark up. Raises InOtherHands or DroppedTooOften."""
    marks = caches["default"]
    if not _begun(marks, upload):
        raise InOtherHands
    try:
        if _tries(marks, upload) > MOST_TRIES:
            raise DroppedTooOften
        yield lambda: _say(lambda: marks.set(_mark(upload), 1, MARKED_SECONDS))
    finally:
        # Whatever came of it, this worker is alive.
        _say(lambda: marks.delete_many([_mark(upload), _count(upload)]))


def held(uploads: Iterable[str]) -> set[str]:
    """Those of them that are being judged now."""
    asked = {_mark(upload): upload for upload in uploads}
    try:
        return {asked[mark] for mark in caches["default"].get_many(asked)} if asked else set()
    except RedisError:
        return set()


def _begun(marks: BaseCache, upload: str) -> bool:
    try:
        return marks.add(_mark(upload), 1, MARKED_SECONDS)
    except RedisError as error:
        # Nobody knows; judging it twice does less harm than not at all.
        log.warning("Nobody can be told what is being judged: %s", error)
        return True


def _tries(marks: BaseCache, upload: str) -> int:
    with suppress(RedisError, ValueError):
        return 1 if marks.add(_count(upload), 1, COUNTED_SECONDS) else marks.incr(_count(upload))
    return 1


def _say(what: Callable[[], object]) -> None:
    with suppress(RedisError):
        what()


def _mark(upload: str) -> str:
    return f"judging:{upload}"


def _count(upload: str) -> str:
    return f"begun:{upload}"

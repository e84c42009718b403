"""Whoever fails too often waits, longer each time. Counted in the cache, for all processes together."""

from datetime import datetime, timedelta

from animatch.platform.counters import counts

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)
KEPT_SECONDS = 1800
"""After the last try everything before is forgotten."""


def wait_before(what: str, free: int, now: datetime) -> timedelta:
    """Count a try before it is made; how long to wait instead of making it.

    `free` tries are made at once. Then there is one, and a wait twice as long as the one before, and so on:
    1, 2, 4, 8 and at most 15 minutes. Raises RedisError while nobody can count.
    """
    if (left := _left(what, now)) > timedelta():
        return left
    tries = _count(what)
    if tries < free:
        return timedelta()
    wait = min(FIRST_WAIT * 2 ** min(tries - free, 10), LONGEST_WAIT)
    # Of those who come at the same time one is the last before the wait.
    return timedelta() if counts().add(_until(what), now + wait, timeout=wait.total_seconds()) else wait


def forget(what: str) -> None:
    """It went well: nothing is held against anybody any more."""
    counts().delete_many([_tries(what), _until(what)])


def forgive_one(what: str) -> None:
    """The last try was no failure, but those before may have been another's."""
    if counts().get(_until(what)) is None and counts().get(_tries(what), 0) > 0:
        counts().decr(_tries(what))


def _left(what: str, now: datetime) -> timedelta:
    """Of the last wait."""
    until: datetime = counts().get(_until(what), now)
    if until <= now:
        # The cache goes by the machine's clock, which may have been set back.
        counts().delete(_until(what))
    return until - now


def _count(what: str) -> int:
    key = _tries(what)
    if counts().add(key, 1, timeout=KEPT_SECONDS):
        return 1
    counts().touch(key, KEPT_SECONDS)
    try:
        return counts().incr(key)
    except ValueError:
        # Forgotten in between.
        return 1


def _tries(what: str) -> str:
    return f"strikes:{what}"


def _until(what: str) -> str:
    return f"strikes:until:{what}"

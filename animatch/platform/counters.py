"""How often something has happened in this minute, hour or day, counted in the cache for all processes together."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from django.core.cache import BaseCache, caches
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

A_MINUTE, A_DAY = 60, 24 * 3600
KEPT_SECONDS = 2 * A_MINUTE


def raised(what: str, now: datetime, period: int = A_MINUTE) -> int:
    """Count once more; how often it has been in this period of so many seconds by now. 0 while nobody can count."""
    return _counting(lambda counts: _raised(counts, _key(what, now, period), 2 * period))


def known(what: str, now: datetime, period: int = A_MINUTE) -> int:
    """The same without counting once more."""
    return _counting(lambda counts: counts.get(_key(what, now, period), 0))


def keys_of(what: str, now: datetime) -> list[str]:
    """The cache's keys that may still hold a count of it."""
    return [_key(what, now - timedelta(seconds=back)) for back in range(0, KEPT_SECONDS + 60, 60)]


def _counting(count: Callable[[BaseCache], int]) -> int:
    try:
        return count(counts())
    except (RedisError, ValueError) as error:
        # Away, or restarted in between: a party matters more than counting its guests.
        log.warning("Nobody is counted just now: %s", error)
        return 0


@cache
def counts() -> BaseCache:
    """The cache that counts, one for the process: under ASGI Django's own is made anew for every request."""
    return caches.create_connection("default")


def _raised(counts: BaseCache, key: str, kept: int) -> int:
    try:
        return counts.incr(key)
    except ValueError:
        # The first of its period.
        return 1 if counts.add(key, 1, timeout=kept) else counts.incr(key)


def _key(what: str, moment: datetime, period: int = A_MINUTE) -> str:
    return f"limit:{what}:{int(moment.timestamp() // period)}"

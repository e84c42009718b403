"""Rate limits, declared where the endpoint is."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.core.cache import BaseCache, caches
from django.http import HttpRequest
from django.utils import timezone
from redis.exceptions import RedisError

from game.people import players

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")
Endpoint = Callable[Concatenate[HttpRequest, P], T]

KEPT_SECONDS = 120
_limited: set[str] = set()


class TooMany(Exception):
    code = "too_many"
    text = "That was very often in a short time. Wait a minute and try again."


def per_minute(most: int) -> Callable[[Endpoint[P, T]], Endpoint[P, T]]:
    """Allow each player, or each address of people without a cookie, so many calls a minute."""

    def limit(endpoint: Endpoint[P, T]) -> Endpoint[P, T]:
        _limited.add(endpoint.__name__)

        @wraps(endpoint)
        def limited(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> T:
            _count(f"{endpoint.__name__}:{_caller(request)}", most)
            return endpoint(request, *args, **kwargs)

        return limited

    return limit


def _caller(request: HttpRequest) -> str:
    return str(players.player_id(request.COOKIES) or request.META.get("REMOTE_ADDR", ""))


def _count(what: str, most: int) -> None:
    if _counted(_key(what, timezone.now())) > most:
        raise TooMany


def _counted(key: str) -> int:
    try:
        return _raised(key)
    except (RedisError, ValueError) as error:
        # Away, or restarted in between: a party matters more than counting its guests.
        log.warning("Nobody is counted just now: %s", error)
        return 0


@cache
def _counts() -> BaseCache:
    """One for the process: under ASGI Django's own is made anew, connection and all, for every request."""
    return caches.create_connection("default")


def _raised(key: str) -> int:
    counts = _counts()
    try:
        return counts.incr(key)
    except ValueError:
        # The first of its minute.
        return 1 if counts.add(key, 1, timeout=KEPT_SECONDS) else counts.incr(key)


def _key(what: str, moment: datetime) -> str:
    return f"limit:{what}:{int(moment.timestamp() // 60)}"


def keys_of(player: str, now: datetime) -> list[str]:
    """The cache keys under which this player may be counted right now."""
    minutes = [now - timedelta(seconds=back) for back in range(0, KEPT_SECONDS + 60, 60)]
    return [_key(f"{name}:{player}", minute) for name in sorted(_limited) for minute in minutes]

"""Rate limits, declared where the endpoint is."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest

from animatch.platform import counters, steady_clock
from game.people import players

P = ParamSpec("P")
T = TypeVar("T")
Endpoint = Callable[Concatenate[HttpRequest, P], T]

_limited: set[str] = set()


class TooMany(Exception):
    code = "too_many"
    text = "That was very often in a short time. Wait a minute and try again."


def per_minute(most: int) -> Callable[[Endpoint[P, T]], Endpoint[P, T]]:
    """Allow each player, or each address of people without a cookie, so many calls a minute."""

    def limit(endpoint: Endpoint[P, T]) -> Endpoint[P, T]:
        _limited.add(endpoint.__name__)

        @wraps(endpoint)
        def limited(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> T:
            _count(f"{endpoint.__name__}:{_caller(request)}", most)
            return endpoint(request, *args, **kwargs)

        return limited

    return limit


def _caller(request: HttpRequest) -> str:
    return str(players.player_id(request.COOKIES) or request.META.get("REMOTE_ADDR", ""))


def _count(what: str, most: int) -> None:
    if counters.raised(what, steady_clock.now()) > most:
        raise TooMany


def keys_of(player: str, now: datetime) -> list[str]:
    """The cache keys under which this player may be counted right now."""
    return [key for name in sorted(_limited) for key in counters.keys_of(f"{name}:{player}", now)]

"""Rate limits, declared where the endpoint is.

Whoever drops a cookie gets a new one for the asking, so all people behind one address count together,
too: with a bound that a party behind one connection to the internet does not reach.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest

from animatch.platform import counters, steady_clock
from animatch.platform.addresses import household, veiled
from game.people import players

P = ParamSpec("P")
T = TypeVar("T")
Endpoint = Callable[Concatenate[HttpRequest, P], T]

_limited: set[str] = set()


class TooMany(Exception):
    code = "too_many"
    text = "That was very often in a short time. Wait a minute and try again."


class TooManyToday(TooMany):
    text = "That was very often for one day. Try again tomorrow."


def per_minute(most: int, *, together: int) -> Callable[[Endpoint[P, T]], Endpoint[P, T]]:
    """Allow each player so many calls a minute, and all people of a household `together` so many.

    Those of a household that have no cookie count as one player.
    """

    def limit(endpoint: Endpoint[P, T]) -> Endpoint[P, T]:
        name = endpoint.__name__
        _limited.add(name)

        @wraps(endpoint)
        def limited(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> T:
            now, home = steady_clock.now(), _home(request)
            caller = players.player_id(request.COOKIES) or home
            if counters.raised(f"{name}:{caller}", now) > most:
                raise TooMany
            if counters.raised(f"{name}:together:{home}", now) > together:
                raise TooMany
            return endpoint(request, *args, **kwargs)

        return limited

    return limit


def per_day(*, together: int) -> Callable[[Endpoint[P, T]], Endpoint[P, T]]:
    """Allow a household so many calls a day that did not fail."""

    def limit(endpoint: Endpoint[P, T]) -> Endpoint[P, T]:
        @wraps(endpoint)
        def limited(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> T:
            what, now = f"{endpoint.__name__}:today:{veiled(_address(request))}", steady_clock.now()
            if counters.known(what, now, counters.A_DAY) >= together:
                raise TooManyToday
            answer = endpoint(request, *args, **kwargs)
            counters.raised(what, now, counters.A_DAY)
            return answer

        return limited

    return limit


def _home(request: HttpRequest) -> str:
    return household(_address(request))


def _address(request: HttpRequest) -> str:
    return request.META.get("REMOTE_ADDR", "")


def keys_of(player: str, now: datetime) -> list[str]:
    """The cache keys under which this player may be counted right now."""
    return [key for name in sorted(_limited) for key in counters.keys_of(f"{name}:{player}", now)]

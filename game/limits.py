"""Rate limits, declared where the endpoint is."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from redis.exceptions import RedisError

from game import players

log = logging.getLogger(__name__)

F = TypeVar("F", bound=Callable[..., Any])


class TooMany(Exception):
    code = "too_many"
    text = "That was very often in a short time. Wait a minute and try again."


def per_minute(most: int) -> Callable[[F], F]:
    """Allow each player, or each address of people without a cookie, so many calls a minute."""

    def limit(endpoint: F) -> F:
        @wraps(endpoint)
        def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            _count(f"{endpoint.__name__}:{_caller(request)}", most)
            return endpoint(request, *args, **kwargs)

        return limited  # type: ignore[return-value]  # wraps keeps the signature

    return limit


def _caller(request: HttpRequest) -> str:
    return str(players.player_id(request.COOKIES) or request.META.get("REMOTE_ADDR", ""))


def _count(what: str, most: int) -> None:
    minute = int(timezone.now().timestamp() // 60)
    key = f"limit:{what}:{minute}"
    cache.add(key, 0, timeout=120)
    if cache.incr(key) > most:
        raise TooMany

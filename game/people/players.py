"""Who is asking: a guest's signed cookie. The cookie is also the authority over the player's seats."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self
from urllib.parse import parse_qs
from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse, parse_cookie

from game.people.models import Player

COOKIE = "player"
KEY = "k"
"""The name of the key in a room's links; a query, since pages are logged without theirs."""
YEAR = 365 * 24 * 3600
_signer = TimestampSigner(salt="game.player")


def player_id(cookies: Mapping[str, str]) -> UUID | None:
    """The id in a player's cookie; none where the cookie is absent or not ours."""
    try:
        return UUID(_signer.unsign(cookies.get(COOKIE, ""), max_age=YEAR))
    except (BadSignature, ValueError):
        return None


def is_known(cookies: str) -> bool:
    """Whether a request's Cookie header has a player's cookie of ours."""
    return player_id(parse_cookie(cookies)) is not None


@dataclass(frozen=True)
class Visitor:
    """Who asks for a room: from which address, with which cookies, and with which key in the link (`?k=`)."""

    address: str
    cookies: Mapping[str, str]
    key: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        return cls(request.META["REMOTE_ADDR"], request.COOKIES, request.GET.get(KEY, ""))

    @classmethod
    def of_socket(cls, scope: Mapping[str, Any]) -> Self:
        query = parse_qs(scope["query_string"].decode("ascii", "replace"))
        return cls((scope.get("client") or [""])[0], scope["cookies"], query.get(KEY, [""])[0])

    @cached_property
    def player(self) -> UUID | None:
        return player_id(self.cookies)


def current(request: HttpRequest) -> Player | None:
    found = player_id(request.COOKIES)
    return Player.objects.filter(id=found).first() if found else None


def current_or_new(request: HttpRequest, response: HttpResponse, nickname: str, avatar: str) -> Player:
    """The player who asks, remembered by a cookie on the response and by the name used last."""
    player = current(request) or Player()
    player.nickname, player.avatar = nickname, avatar
    return _known_from_now(request, response, player)


def current_or_nameless(request: HttpRequest, response: HttpResponse) -> Player:
    """The same for what needs no name."""
    return _known_from_now(request, response, current(request) or Player())


def _known_from_now(request: HttpRequest, response: HttpResponse, player: Player) -> Player:
    if request.user.is_authenticated and not Player.objects.filter(user=request.user).exists():
        player.user = request.user
    player.save()
    remember(request, response, player)
    return player


def remember(request: HttpRequest, response: HttpResponse, player: Player) -> None:
    value = _signer.sign(str(player.id))
    response.set_cookie(COOKIE, value, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure())

"""Addresses that leave the page: what a guest's phone, or the big screen, has to open."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from game.people.players import KEY
from game.rooms import keys


def room_path(code: str, room_id: str) -> str:
    """The room's link with the guests' key in it."""
    return with_key(reverse("room", args=[code]), keys.guest_key(room_id))


def stage_path(code: str, room_id: str) -> str:
    """The stage's link with a key of its own: whoever has it sees the room without a seat."""
    return with_key(reverse("stage", args=[code]), keys.stage_key(room_id))


def with_key(path: str, key: str) -> str:
    return f"{path}?{KEY}={key}"


def join_link(request: HttpRequest, code: str, room_id: str) -> str:
    """The room's link under the address that phones reach, which is not always the one that asks."""
    return public(request, room_path(code, room_id))


def public(request: HttpRequest, path: str) -> str:
    return settings.PUBLIC_URL + path if settings.PUBLIC_URL else request.build_absolute_uri(path)

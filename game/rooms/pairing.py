"""A screen that nobody types on comes to a room: it shows five letters for ten minutes, and a host's phone says them.

What is known of a screen is in the cache, for all processes: which letters it shows, and once a host has said them,
where it goes. Only the screen itself has its id, which cannot be guessed and by which it asks.
"""

import secrets
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import F, Q

from game.engine import errors
from game.engine.state import Presence, Room
from game.people.players import Visitor
from game.rooms import code_throttle, models, repository, selectors
from game.rooms.links import stage_path
from game.rooms.services import random_code

SECONDS = 600


@dataclass(frozen=True)
class Screen:
    id: str
    code: str


class NoSuchScreen(errors.RuleViolation):
    code = "no_such_screen"
    message = "No screen shows these letters. They change every ten minutes: look again."


def new_screen() -> Screen:
    """A screen that waits. Its letters are nobody else's just now."""
    screen = secrets.token_urlsafe(16)
    while True:
        code = random_code()
        if cache.add(_by_code(code), screen, SECONDS):
            cache.set(_by_id(screen), "", SECONDS)
            return Screen(screen, code)


def way_of(screen: str) -> str | None:
    """Where this screen goes; "" while it waits, None when its letters are over."""
    way: str | None = cache.get(_by_id(screen))
    return way


def pair(code: str, room: str, visitor: Visitor) -> None:
    """Send the screen with these letters to the stage of a room that the visitor hosts.

    Raises NotHost, NoSuchRoom, NoSuchScreen or TooMany: wrong letters are counted with those of rooms.
    """
    found = hosted(visitor, room)
    code_throttle.check(visitor)
    key = _by_code(code.strip().upper())
    screen = cache.get(key)
    if screen is None:
        code_throttle.missed(visitor)
        raise NoSuchScreen
    # They are good once.
    cache.delete(key)
    cache.set(_by_id(screen), stage_path(found.code, found.id), SECONDS)


def hosted(visitor: Visitor, code: str) -> Room:
    """The room, for whoever steers it. Raises NotHost or NoSuchRoom."""
    room = repository.get(code)
    if not selectors.hosts(room, visitor.player):
        raise errors.NotHost
    return room


def hosted_codes(visitor: Visitor) -> list[str]:
    """Of the open rooms that the visitor steers, the newest first."""
    if visitor.player is None:
        return []
    steers = Q(seats__id=F("host")) | Q(seats__id=F("second_host"))
    rooms = models.Room.objects.filter(steers, seats__player=visitor.player, seats__presence=Presence.IN)
    return list(rooms.order_by("-created_at").values_list("code", flat=True).distinct())


def _by_code(code: str) -> str:
    return f"screen-code:{code}"


def _by_id(screen: str) -> str:
    return f"screen:{screen}"

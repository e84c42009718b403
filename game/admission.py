"""What a host has decided about who comes in: bans, a password, decks of their own."""

from django.contrib.auth.hashers import check_password
from django.db.models import Q

from game import models
from game.engine import errors
from game.engine.state import Presence


def check_admitted(code: str, player: models.Player, password: str) -> None:
    """Raise Banned, PasswordNeeded or PasswordWrong. Who sits here already is not asked again."""
    room = models.Room.objects.filter(code=code.upper()).first()
    if room is None or room.seats.filter(player=player, presence=Presence.IN).exists():
        return
    banned = Q(everywhere=True) | Q(banned_by__isnull=False, banned_by=room.created_by_id)
    if models.Ban.objects.filter(banned, player=player).exists():
        raise errors.Banned
    if room.password and not password:
        raise errors.PasswordNeeded
    if room.password and not check_password(password, room.password):
        raise errors.PasswordWrong


def open_decks(code: str) -> Q:
    """The decks that this room may play: public ones, those of whoever opened it, and the one it has."""
    room = models.Room.objects.filter(code=code.upper()).values("deck", "created_by").first() or {}
    mine = Q(owner__isnull=False, owner=room.get("created_by"))
    return Q(public=True) | mine | Q(id=room.get("deck"))

"""What a host has decided about who comes in: bans, a password, decks of their own."""

from django.contrib.auth import hashers
from django.db.models import Q
from django.http import HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from game.engine import errors
from game.engine.state import Presence, Room
from game.people import models as people_models
from game.people.players import Visitor
from game.rooms import code_throttle, models, selectors


def find(code: str, visitor: Visitor) -> Room:
    """The room with this code, for whoever may see it. Raises NoSuchRoom, TooMany, Kicked or PasswordNeeded."""
    room = code_throttle.find(code, visitor)
    check_may_see(room, password_of(room.id), visitor)
    return room


def password_of(room_id: str) -> str:
    """Hashed; empty where none is asked for."""
    return models.Room.objects.filter(id=room_id).values_list("password", flat=True).first() or ""


def check_may_see(room: Room, password: str, visitor: Visitor) -> None:
    """Raise Kicked for whoever was removed, and PasswordNeeded for whoever neither sits here nor has said it."""
    seat = selectors.seat_of(room, visitor.player)
    if seat is not None and seat.presence is Presence.KICKED:
        raise errors.Kicked
    if password and not selectors.sits(room, visitor.player) and not _holds_pass(room, password, visitor):
        raise errors.PasswordNeeded


def let_in(response: HttpResponse, room: Room, word: str, visitor: Visitor, *, secure: bool) -> None:
    """Let this browser see the room until it is closed, or the host changes the password. Raises PasswordWrong."""
    password = password_of(room.id)
    if password and not hashers.check_password(word, password):
        code_throttle.missed(visitor)
        raise errors.PasswordWrong
    response.set_cookie(_pass_name(room), _pass(room, password), httponly=True, samesite="Lax", secure=secure)


def _holds_pass(room: Room, password: str, visitor: Visitor) -> bool:
    return constant_time_compare(visitor.cookies.get(_pass_name(room), ""), _pass(room, password))


def _pass_name(room: Room) -> str:
    return f"pass_{room.code}"


def _pass(room: Room, password: str) -> str:
    return salted_hmac("game.pass", f"{room.id} {password}", algorithm="sha256").hexdigest()


def check_not_banned(code: str, player: people_models.Player) -> None:
    """Raise Banned. Who sits here already is not asked."""
    room = models.Room.objects.filter(code=code.upper()).first()
    if room is None or room.seats.filter(player=player, presence=Presence.IN).exists():
        return
    banned = Q(everywhere=True) | Q(banned_by__isnull=False, banned_by=room.created_by_id)
    if people_models.Ban.objects.filter(banned, player=player).exists():
        raise errors.Banned


def open_decks(code: str) -> Q:
    """The decks that this room may play: public ones, those of whoever opened it, and the one it has."""
    found = models.Room.objects.filter(code=code.upper()).values_list("deck", "created_by").first()
    deck, owner = found or (None, None)
    return Q(public=True) | Q(owner__isnull=False, owner=owner) | Q(id=deck)

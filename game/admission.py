"""What a host has decided about who comes in: bans, a password, decks of their own."""

from django.contrib.auth import hashers
from django.db.models import Q
from django.http import HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from game import guessing, models, selectors
from game.engine import errors
from game.engine.state import Presence, Room
from game.players import Visitor


def find(code: str, visitor: Visitor) -> Room:
    """The room with this code, for whoever may see it. Raises NoSuchRoom, TooMany or PasswordNeeded."""
    room = guessing.find(code, visitor)
    check_password(room, password_of(room.id), visitor)
    return room


def password_of(room_id: str) -> str:
    """Hashed; empty where none is asked for."""
    return models.Room.objects.filter(id=room_id).values_list("password", flat=True).first() or ""


def check_password(room: Room, password: str, visitor: Visitor, word: str = "") -> None:
    """Raise PasswordNeeded or PasswordWrong, unless the visitor says it, has said it before, or sits here already."""
    seat = selectors.seat_of(room, visitor.player)
    if not password or (seat and seat.presence is Presence.IN) or _holds_pass(room, password, visitor):
        return
    if not word:
        raise errors.PasswordNeeded
    if not hashers.check_password(word, password):
        guessing.missed(visitor)
        raise errors.PasswordWrong


def give_pass(response: HttpResponse, room: Room, *, secure: bool) -> None:
    """Let this browser see the room until it is closed, or the host changes the password."""
    value = _pass(room, password_of(room.id))
    response.set_cookie(_pass_name(room), value, httponly=True, samesite="Lax", secure=secure)


def _holds_pass(room: Room, password: str, visitor: Visitor) -> bool:
    return constant_time_compare(visitor.cookies.get(_pass_name(room), ""), _pass(room, password))


def _pass_name(room: Room) -> str:
    return f"pass_{room.code}"


def _pass(room: Room, password: str) -> str:
    return salted_hmac("game.pass", f"{room.id} {password}", algorithm="sha256").hexdigest()


def check_not_banned(code: str, player: models.Player) -> None:
    """Raise Banned. Who sits here already is not asked."""
    room = models.Room.objects.filter(code=code.upper()).first()
    if room is None or room.seats.filter(player=player, presence=Presence.IN).exists():
        return
    banned = Q(everywhere=True) | Q(banned_by__isnull=False, banned_by=room.created_by_id)
    if models.Ban.objects.filter(banned, player=player).exists():
        raise errors.Banned


def open_decks(code: str) -> Q:
    """The decks that this room may play: public ones, those of whoever opened it, and the one it has."""
    room = models.Room.objects.filter(code=code.upper()).values("deck", "created_by").first() or {}
    mine = Q(owner__isnull=False, owner=room.get("created_by"))
    return Q(public=True) | mine | Q(id=room.get("deck"))

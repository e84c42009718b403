"""Who comes into a room and who sees it, by whichever way: page, stage, recap, API or socket.

At the door: a seat, the key of a link, or the code alone where that is enough (`check_door`). Then whoever was
removed stays out, and a password is asked for (`check_admitted`): so far one may sit down. What happens inside is
for those who sit, for the stage, and for others only where the host lets them watch (`check_may_see`).
"""

from django.contrib.auth import hashers
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from game.engine import errors, rules
from game.engine.state import Presence, Room
from game.people import models as people_models
from game.people.players import Visitor
from game.rooms import code_throttle, keys, models, repository, selectors

GAME_IS_ON = "The game is on. To come in, scan the QR code on the big screen, or ask somebody inside for the link."


def find(code: str, visitor: Visitor) -> Room:
    """The room with this code, for whoever may see it.

    Raises NoSuchRoom, TooMany, LinkNeeded, Kicked, PasswordNeeded or PlayersOnly.
    """
    room = at_the_door(code, visitor)
    check_may_see(room, visitor)
    return room


def find_to_join(code: str, visitor: Visitor) -> Room:
    """The same for whoever may sit down in it; who may not watch can still join."""
    room = at_the_door(code, visitor)
    check_admitted(room, visitor)
    return room


def at_the_door(code: str, visitor: Visitor) -> Room:
    """The room with this code, for whoever gets through its door.

    Raises NoSuchRoom, TooMany, LinkNeeded or RoomLocked.
    """
    try:
        room = repository.get(code)
    except repository.NoSuchRoom:
        code_throttle.missed(visitor)
        raise
    check_door(room, visitor)
    return room


def check_door(room: Room, visitor: Visitor) -> None:
    """Raise LinkNeeded, RoomLocked or TooMany for whoever has nothing but a code that is not enough now."""
    if is_known(room, visitor):
        return
    code_throttle.check(visitor)
    if not rules.code_opens(room):
        code_throttle.missed(visitor)
        if room.settings.locked:
            raise errors.RoomLocked
        raise errors.LinkNeeded(GAME_IS_ON if room.phase.in_round else None)


def is_known(room: Room, visitor: Visitor) -> bool:
    """Whether the visitor has, or had, a seat in the room, or holds one of its keys, and so is nobody who guesses."""
    has_been_in = selectors.seat_of(room, visitor.player) is not None
    return has_been_in or _holds_guest_key(room, visitor) or _holds_stage_key(room, visitor)


def check_admitted(room: Room, visitor: Visitor) -> None:
    """Raise Kicked for whoever was removed, and PasswordNeeded for whoever neither sits here nor has said it."""
    _check_not_removed(room, visitor)
    if room.password and not selectors.sits(room, visitor.player) and not _holds_pass(room, visitor):
        raise errors.PasswordNeeded


def check_may_see(room: Room, visitor: Visitor) -> None:
    """Raise what `check_admitted` does, but for the stage, and PlayersOnly where others may not watch."""
    _check_not_removed(room, visitor)
    if _holds_stage_key(room, visitor):
        return
    check_admitted(room, visitor)
    if not room.settings.spectators and not selectors.sits(room, visitor.player):
        raise errors.PlayersOnly


def _check_not_removed(room: Room, visitor: Visitor) -> None:
    seat = selectors.seat_of(room, visitor.player)
    if seat is not None and seat.presence is Presence.KICKED:
        raise errors.Kicked


# What a browser remembers


def remember(response: HttpResponse, room: Room, visitor: Visitor, *, secure: bool) -> None:
    """Let this browser through the door until it is closed, whatever the code alone is worth by then."""
    if keys.is_stage_key(visitor.key, room.id):
        _keep(response, _stage_cookie(room), visitor.key, secure=secure)
    if not keys.is_guest_key(visitor.cookies.get(_door_cookie(room), ""), room.id):
        _keep(response, _door_cookie(room), keys.guest_key(room.id), secure=secure)


def _keep(response: HttpResponse, name: str, value: str, *, secure: bool) -> None:
    response.set_cookie(name, value, httponly=True, samesite="Lax", secure=secure)


def _door_cookie(room: Room) -> str:
    return f"door_{room.code}"


def _stage_cookie(room: Room) -> str:
    return f"stage_{room.code}"


def _holds_guest_key(room: Room, visitor: Visitor) -> bool:
    shown = (visitor.key, visitor.cookies.get(_door_cookie(room), ""))
    return any(keys.is_guest_key(text, room.id) for text in shown)


def _holds_stage_key(room: Room, visitor: Visitor) -> bool:
    shown = (visitor.key, visitor.cookies.get(_stage_cookie(room), ""))
    return any(keys.is_stage_key(text, room.id) for text in shown)


# Passwords


def let_in(response: HttpResponse, request: HttpRequest, code: str, word: str) -> None:
    """Let this browser in until it is closed, or the host changes the password.

    Raises PasswordWrong, TooMany, LinkNeeded or NoSuchRoom.
    """
    visitor = Visitor.of(request)
    room = at_the_door(code, visitor)
    code_throttle.check_words(room, visitor)
    if room.password and not hashers.check_password(word, room.password):
        code_throttle.wrong_word(room, visitor)
        raise errors.PasswordWrong
    _keep(response, _pass_name(room), _pass(room), secure=request.is_secure())


def _holds_pass(room: Room, visitor: Visitor) -> bool:
    return constant_time_compare(visitor.cookies.get(_pass_name(room), ""), _pass(room))


def _pass_name(room: Room) -> str:
    return f"pass_{room.code}"


def _pass(room: Room) -> str:
    return salted_hmac("game.pass", f"{room.id} {room.password}", algorithm="sha256").hexdigest()


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

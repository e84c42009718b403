"""Photos that should not be here: reports of guests, and taking a photo off every screen."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from game.engine import errors, rules, showing
from game.engine.kinds import registry
from game.engine.showing import REMOVED, REMOVED_WORDS
from game.engine.transitions import THE_HOUSE
from game.photos import models, uploads
from game.protocol.from_server import PhotoGoneMessage, ReportedMessage
from game.rooms import broadcast, past_games, repository, services
from game.rooms.models import Seat, Take


@transaction.atomic
def report(code: str, seat_id: str, take_id: str, now: datetime) -> None:
    """Note that this seat wants the photo looked at; once is enough. Who hosts is told; so many guests hide it."""
    take = _row(code, take_id, hidden=False)
    if take is None:
        raise errors.WrongPhase("That photo is gone already.")
    # An id can be written in several ways, and the room knows one.
    take_id = str(take.id)
    running = _is_of_running_game(code, take_id)
    _, made = models.Report.objects.get_or_create(take=take, seat_id=seat_id, defaults={"reported_at": now})
    if not made:
        return
    if running:
        services.change(code, lambda room: showing.report(room, take_id, seat_id, now), now)
    elif take.reports.count() >= rules.REPORTS_TO_HIDE:
        _change_past(take, {"hidden": True})
    transaction.on_commit(partial(broadcast.to_seat, code, THE_HOUSE, ReportedMessage(take=take_id)), robust=True)


def withdraw(code: str, player: UUID | None, take_id: str, now: datetime) -> None:
    """Take one's own photo down for good, from whichever game of the room; the score stays. A photo of two is both's.

    Raises NotYourPhoto where it is somebody else's, or nobody's.
    """
    take = _row(code, take_id)
    if take is None or player is None or not is_on(take, player):
        raise errors.NotYourPhoto
    with transaction.atomic():
        take_id, seat_id, room_id = str(take.id), str(take.seat_id), str(take.round.room_id)
        if _is_of_running_game(code, take_id):
            services.change(code, lambda room: showing.withdraw(room, take_id, seat_id, now), now)
        else:
            past_games.withdraw(take)
            _change_past(take, {"hidden": True})
        # Should the storage be away, what no row names is swept up later.
        transaction.on_commit(partial(uploads.erase_photo, room_id, take_id), robust=True)


def is_on(take: Take, player: UUID) -> bool:
    """Whether a photo is this player's: they have sent it, or posed for it together with who did."""
    round_ = repository.round_alone(take.round)
    seats = registry.of(round_).together(round_, str(take.seat_id))
    return Seat.objects.filter(id__in=seats, player=player).exists()


def _row(code: str, take_id: str, **wanted: Any) -> Take | None:
    return Take.objects.filter(round__room__code=code, id=take_id, **wanted).first() if _is_id(take_id) else None


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


@transaction.atomic
def moderate(take: Take, now: datetime, *, approved: bool, hidden: bool, keep_score: bool = True) -> None:
    """Let a photo be seen, or take it off every screen at once, whichever game it belongs to.

    Raises TakenDown for what its owner does not want to be seen.
    """
    code = take.round.room.code
    wishes = {"approved": approved, "hidden": hidden, "keep_score": keep_score}
    if _is_of_running_game(code, str(take.id)):
        services.change(code, lambda room: showing.moderate(room, str(take.id), THE_HOUSE, now, **wishes), now)
    else:
        _moderate_past(take, now, **wishes)


def _is_of_running_game(code: str, take_id: str) -> bool:
    """Locks the room, so that it stays true, and no outcome comes in between."""
    return repository.lock(code).take(take_id) is not None


def _moderate_past(take: Take, now: datetime, *, approved: bool, hidden: bool, keep_score: bool) -> None:
    if not hidden and Take.objects.filter(id=take.id, withdrawn=True).exists():
        raise errors.TakenDown
    values: dict[str, Any] = {"approved": approved, "hidden": hidden, "open_reports": 0}
    if not keep_score:
        # Also before it is judged: what is removed stays so.
        values |= {"code": REMOVED, "similarity": None, "message": REMOVED_WORDS, "upload": ""}
    _change_past(take, values)
    if not keep_score:
        past_games.count_again(take, now)


def _change_past(take: Take, values: dict[str, Any]) -> None:
    Take.objects.filter(id=take.id).update(**values)
    if values["hidden"]:
        # Its page may be open still.
        gone = PhotoGoneMessage(take=str(take.id))
        transaction.on_commit(partial(broadcast.to_room, take.round.room.code, gone))

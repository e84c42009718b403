"""Erase a person: from one room, from everywhere, with or without an account. Each way leaves a receipt."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from uuid import UUID

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction

from game.booths import forgetting
from game.decks import models as deck_models
from game.engine import seating
from game.people import models as people_models
from game.photos import moderation
from game.privacy import models, room_erasure
from game.privacy.person_traces import Trace, erase_objects, forget_counters, remains, trace
from game.privacy.room_erasure import thoroughly
from game.protocol.from_server import ClosedMessage, PhotoGoneMessage
from game.rooms import broadcast, rounds_as_json, services
from game.rooms import models as room_models
from game.scores import counts
from game.scores import models as score_models
from scoring.casts import examples, withdrawing
from scoring.casts import services as casts
from scoring.galleries import services as galleries

GOODBYE = ClosedMessage(code="erased", message="Your seat and your photos in this room are erased.")


@thoroughly
def erase_seat(seat: room_models.Seat, now: datetime) -> models.Erasure:
    """A person out of one room: seat, takes, photos, results; the player too, if nothing else is left of it."""
    found = trace([seat], [seat.player] if _only_here(seat) else [])
    objects = erase_objects(found)
    with transaction.atomic():
        rows = _erase_seats([seat], now)
        rows += _erase_players(found)
    return _receipt("seat", found, rows, objects, now, room=seat.room)


def _only_here(seat: room_models.Seat) -> bool:
    """Whether this seat is all that is known of its player: a guest without other rooms, results, visits or photos."""
    player = seat.player
    elsewhere = player.seats.exclude(id=seat.id).exists() or player.results.exclude(room_id=seat.room_id).exists()
    kept = player.visits.exists() or examples.of_player(player.id).exists()
    return player.user_id is None and not elsewhere and not kept


@thoroughly
def erase_player(player: people_models.Player, now: datetime, reason: str = "player") -> models.Erasure:
    """A person out of every room, leaderboard and booth, with the portraits of others that they have named.

    Photos that they let a cast learn from go, too, and the versions that did are marked.
    """
    seats = list(player.seats.select_related("room", "player"))
    found = trace(seats, [player])
    visits = forgetting.erase(player.visits.all())
    portraits = galleries.erase_added_by(found.players)
    learned = withdrawing.withdraw_player(found.players)
    objects = erase_objects(found)
    with transaction.atomic():
        rows = _erase_seats(seats, now) + _erase_players(found)
    rows += visits.rows + portraits.rows + learned.rows
    return _receipt(reason, found, rows, objects + visits.objects + portraits.objects + learned.objects, now)


@thoroughly
def erase_account(user: User, now: datetime) -> models.Erasure:
    """An account with everything of its player, its sessions, and what it did in the panel.

    Rooms and decks that it made stay, without an owner; galleries and casts go, for nobody could say any more that they
    may be.
    """
    portraits, learned = galleries.erase_account(user), casts.erase_account(user)
    # Uploads that wait to be imported; their rows go with the account.
    waiting = deck_models.DeckImport.objects.filter(owner=user).exclude(upload="").values_list("upload", flat=True)
    uploads = erase_objects(Trace(keys=frozenset(waiting)))
    player = people_models.Player.objects.filter(user=user).first()
    receipt = erase_player(player, now, "account") if player else _receipt("account", Trace(), 0, 0, now)
    with transaction.atomic():
        counts.forget_host(user.pk)
        ended = [s.pk for s in Session.objects.all() if s.get_decoded().get("_auth_user_id") == str(user.pk)]
        about = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk))
        rows = Session.objects.filter(pk__in=ended).delete()[0] + about.delete()[0] + user.delete()[0]
        receipt.rows += rows + portraits.rows + learned.rows
        receipt.objects_erased += uploads + portraits.objects + learned.objects
        receipt.save()
    return receipt


@thoroughly
def erase_room(room: room_models.Room, now: datetime) -> models.Erasure:
    """A room with everybody's photos and, unlike an expiry, with what the leaderboard holds of it."""
    seats = list(room.seats.select_related("player"))
    found = trace(seats, [seat.player for seat in seats if _only_here(seat)])
    with transaction.atomic():
        rows, _ = score_models.GameResult.objects.filter(room_id=room.id).delete()
        receipt = room_erasure.erase_room(room.code, now, reason="room") or _receipt("room", found, 0, 0, now)
        receipt.rows += rows + _erase_players(found)
    forget_counters(found, now)
    receipt.left_behind = len(remains(found, now))
    receipt.save()
    return receipt


def _erase_seats(seats: Iterable[room_models.Seat], now: datetime) -> int:
    rows = 0
    for seat in seats:
        code, seat_id = seat.room.code, str(seat.id)
        _take_down_shared(seat, now)
        services.change(code, partial(seating.forget_seat, seat_id=seat_id, now=now), now)
        _strike_from_lists(seat)
        takes = list(room_models.Take.objects.filter(seat=seat).values_list("id", flat=True))
        rows += score_models.GameResult.objects.filter(room_id=seat.room_id, player=seat.player).delete()[0]
        rows += room_models.Seat.objects.filter(id=seat.id).delete()[0]
        transaction.on_commit(partial(_tell_screens, code, seat_id, takes))
    return rows


def _take_down_shared(seat: room_models.Seat, now: datetime) -> None:
    """Photos that others have sent, and that show this person, too."""
    for take in room_models.Take.objects.filter(round__room=seat.room_id).exclude(seat=seat).exclude(photo=""):
        if moderation.is_on(take, seat.player_id):
            moderation.withdraw(seat.room.code, seat.player_id, str(take.id), now)


def _tell_screens(code: str, seat_id: str, takes: Iterable[UUID]) -> None:
    for take in takes:
        broadcast.to_room(code, PhotoGoneMessage(take=str(take)))
    broadcast.dismiss(code, GOODBYE, seat_id)


def _strike_from_lists(seat: room_models.Seat) -> None:
    mine = str(seat.id)
    takes = [str(take) for take in room_models.Take.objects.filter(seat=seat).values_list("id", flat=True)]
    for round_ in room_models.Round.objects.filter(room_id=seat.room_id):
        round_.done = [other for other in round_.done if other != mine]
        round_.cards = rounds_as_json.cards_without(round_.cards or [], mine, takes)
        round_.play = rounds_as_json.play_without(round_.play, mine, takes)
        round_.save(update_fields=["done", "cards", "play"])


def _erase_players(found: Trace) -> int:
    return people_models.Player.objects.filter(id__in=found.players).delete()[0]


def _receipt(
    reason: str, found: Trace, rows: int, objects: int, now: datetime, room: room_models.Room | None = None
) -> models.Erasure:
    """Look once more, for what a worker has put there in the meantime, and write down what was done."""
    objects += erase_objects(found)
    forget_counters(found, now)
    return models.Erasure.objects.create(
        reason=reason,
        room_code=room.code if room else "",
        host=room.created_by if room else None,
        erased_at=now,
        rows=rows,
        objects_erased=objects,
        left_behind=len(remains(found, now)),
    )

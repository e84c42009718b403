from datetime import timedelta

import pytest
from celery.exceptions import Retry
from django.core.files.storage import default_storage

from game import models
from game.engine.state import Phase
from game.photos import moderation
from game.privacy import room_erasure, tasks
from game.rooms import round_counts
from game.rooms.storage_keys import photo_key, room_folder, upload_key
from tests.support.parties import Party, posing
from tests.support.photos import put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("screens")]


def test_an_expired_room_is_erased_with_everything_in_it(small_deck, real_now, screens):
    party = posing(small_deck, real_now - timedelta(days=2), "Mia", "Ben", rounds=1)
    take = party.shoot("Ben")
    moderation.report(party.code, party.seats["Mia"], take, real_now)
    room = party.room
    keys = [put(upload_key(room.id, "0")), put(photo_key(room.id, take))]
    party.go_to(Phase.PODIUM)
    living = Party(small_deck, real_now, "Cleo")
    tasks.expire_rooms()
    assert room_erasure.walk(room_folder(room.id)) == []
    assert not any(map(default_storage.exists, keys))
    for rows in (models.Take, models.Round, models.Report):
        assert not rows.objects.exists()
    assert [seat.nickname for seat in models.Seat.objects.all()] == ["Cleo"]
    assert living.room.phase is Phase.LOBBY
    receipt = models.Erasure.objects.get()
    assert (receipt.reason, receipt.room_code, receipt.objects_erased) == ("expired", party.code, 2)
    assert receipt.rows >= 6
    assert models.GameResult.objects.count() == 1


def test_one_room_that_cannot_be_erased_does_not_keep_the_others(small_deck, real_now, monkeypatch):
    rooms = [Party(small_deck, real_now - timedelta(days=2), name).code for name in ("Mia", "Ben", "Cleo")]
    collect_room = round_counts.collect_room

    def stumble(row):
        if row.code == rooms[1]:
            raise RuntimeError("this room is sick")
        collect_room(row)

    monkeypatch.setattr(round_counts, "collect_room", stumble)
    tasks.expire_rooms()
    assert [room.code for room in models.Room.objects.all()] == [rooms[1]]
    monkeypatch.undo()
    tasks.expire_rooms()
    assert not models.Room.objects.exists()


def test_nothing_expires_while_the_storage_is_away(small_deck, real_now, monkeypatch):
    Party(small_deck, real_now - timedelta(days=2), "Mia")

    def away():
        raise OSError("the storage is away")

    monkeypatch.setattr(default_storage, "check", away)
    with pytest.raises((OSError, Retry)):
        tasks.expire_rooms()
    assert models.Room.objects.exists()


def test_erasing_a_room_twice_gives_one_receipt(small_deck, now):
    party = Party(small_deck, now, "Mia")
    assert room_erasure.erase_room(party.code, now, reason="asked") is not None
    assert room_erasure.erase_room(party.code, now, reason="asked") is None
    assert models.Erasure.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_screens_are_told_that_their_room_is_over(small_deck, now, screens):
    party = Party(small_deck, now, "Mia")
    screens.look(party.code)
    room_erasure.erase_room(party.code, now, reason="expired")
    assert screens.by_seat[None].closed["code"] == "room_expired"

"""After an erasure the database's own files hold nothing of the person either, bytes on the disk."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction

from animatch.platform import sqlite
from game import models
from game.privacy import person_erasure
from game.privacy.tasks import expire_rooms
from tests.support.parties import Party

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="these are SQLite's files"),
    pytest.mark.usefixtures("own_storage", "screens"),
]
NAME = "Wilhelmina of the files"


@pytest.fixture
def seat(small_deck, now):
    """Wilhelmina among so many others that rows fill several pages; she has changed her name once."""
    party = Party(small_deck, now, *(f"Guest {i}" for i in range(5)), max_players=12)
    party.sit_down(NAME)
    models.Seat.objects.filter(id=party.seats[NAME]).update(nickname=NAME + " the first")
    models.Seat.objects.filter(id=party.seats[NAME]).update(nickname=NAME)
    return models.Seat.objects.select_related("room", "player").get(id=party.seats[NAME])


def files_with(text: str) -> list[str]:
    path = Path(connection.settings_dict["NAME"])
    return [file.name for file in sorted(path.parent.glob(f"{path.name}*")) if text.encode() in file.read_bytes()]


def erase(way: str, seat: models.Seat) -> None:
    if way == "account":
        models.Player.objects.filter(id=seat.player_id).update(user=User.objects.create(username=NAME))
    who = {"room": seat.room.code, "seat": str(seat.id), "player": str(seat.player_id), "account": NAME}[way]
    call_command("erase_person", **{way: who})


@pytest.mark.parametrize("way", ["room", "seat", "player", "account"])
def test_who_is_erased_is_gone_from_the_file_and_its_log(seat, way):
    assert files_with(NAME)
    sqlite.empty_log()
    assert files_with(NAME)
    erase(way, seat)
    assert files_with(NAME) == []


def test_also_where_the_panel_erases_inside_of_its_own_transaction(seat, now):
    with transaction.atomic():
        person_erasure.erase_seat(seat, now)
    assert files_with(NAME) == []


def test_who_reads_meanwhile_is_not_waited_for_long_and_the_next_minute_makes_up_for_it(seat, now):
    reader = connection.copy()
    with reader.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT nickname FROM game_seat").fetchone()
        person_erasure.erase_seat(seat, now)
        assert files_with(NAME)
        cursor.execute("COMMIT")
    reader.close()
    expire_rooms()
    assert files_with(NAME) == []


def test_what_older_versions_have_left_goes_with_the_upgrade(seat):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete=OFF")
        models.Room.objects.all().delete()
        models.Player.objects.all().delete()
        cursor.execute("PRAGMA secure_delete=ON")
    sqlite.empty_log()
    assert files_with(NAME)
    sqlite.rewrite()
    assert files_with(NAME) == []

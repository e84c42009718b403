"""What goes with a room whose time is over, and what stays."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from uuid import uuid4

import pytest
from django.db import connection, transaction

from game import models
from game.engine.state import Settings
from game.privacy import room_erasure
from game.rooms import services
from tests.support import evenings
from tests.support.parties import Party

pytestmark = pytest.mark.usefixtures("own_folder", "screens")


def test_guests_of_whom_nothing_else_is_left_go_with_their_room(small_deck, now):
    party = Party(small_deck, now, "Mia", "Result", "Seat", "Ban", "Account")
    host = evenings.host("hana")
    elsewhere = services.open_room(Settings(), small_deck, now)
    services.join(elsewhere.code, party.players["Seat"], "Seat", "miko", now)
    models.Ban.objects.create(player=party.players["Ban"], banned_by=host, banned_at=now)
    models.Player.objects.filter(nickname="Account").update(user=host)
    numbers = {"game": 1, "points": 1, "rounds": 1, "best": 1, "place": 1}
    models.GameResult.objects.create(
        room_id=uuid4(), player=party.players["Result"], nickname="Result", finished_at=now, **numbers
    )
    receipt = room_erasure.erase_room(party.code, now, reason="expired")
    assert set(models.Player.objects.values_list("nickname", flat=True)) == {"Result", "Seat", "Ban", "Account"}
    # The room, five seats and one player.
    assert receipt.rows == 7
    room_erasure.erase_room(elsewhere.code, now, reason="expired")
    assert not models.Player.objects.filter(nickname="Seat").exists()


@pytest.mark.django_db(transaction=True)
def test_somebody_who_sits_down_during_the_erasure_is_erased_too(small_deck, now, monkeypatch):
    party = Party(small_deck, now, "Mia")
    late = models.Player.objects.create(nickname="Late")
    sat, erasing = Event(), Event()
    erase_folder = room_erasure.erase_folder
    monkeypatch.setattr(room_erasure, "erase_folder", lambda folder: (erasing.set(), erase_folder(folder))[1])

    def sit_down() -> None:
        try:
            with transaction.atomic():
                services.join(party.code, late, "Late", "miko", now)
                sat.set()
                erasing.wait(60)
                # The erasure gets as far as it can while this is not yet committed.
                Event().wait(0.3)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        joining = other.submit(sit_down)
        assert sat.wait(60)
        receipt = room_erasure.erase_room(party.code, now, reason="expired")
        joining.result(60)
    assert receipt is not None
    assert not models.Room.objects.exists() and not models.Seat.objects.exists()
    assert not models.Player.objects.exists()

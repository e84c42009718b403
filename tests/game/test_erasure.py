"""What goes with a room whose time is over, and what stays."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

from game import erasure, models, services
from tests.game.parties import Party

pytestmark = pytest.mark.usefixtures("own_folder", "screens")


@pytest.mark.django_db(transaction=True)
def test_somebody_who_sits_down_during_the_erasure_is_erased_too(small_deck, now, monkeypatch):
    party = Party(small_deck, now, "Mia")
    late = models.Player.objects.create(nickname="Late")
    sat, erasing = Event(), Event()
    erase_folder = erasure.erase_folder
    monkeypatch.setattr(erasure, "erase_folder", lambda folder: (erasing.set(), erase_folder(folder))[1])

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
        receipt = erasure.erase_room(party.code, now, reason="expired")
        joining.result(60)
    assert receipt is not None
    assert not models.Room.objects.exists() and not models.Seat.objects.exists()

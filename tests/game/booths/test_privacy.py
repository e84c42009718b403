from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from game import models
from game.booths import tasks
from game.privacy import person_erasure, room_erasure, visit_erasure
from game.privacy.tasks import expire_visits
from scoring.galleries.models import Portrait
from tests.support.galleries import somebody
from tests.support.guests import Guest
from tests.support.visitors import face_of, seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder", "screens")]


@pytest.fixture
def player(mia, friends, news):
    """Who has an answer, a photo in the queue, and a portrait that they have named."""
    mia.step_in("lookalike")
    mia.send()
    tasks.answer_visit(seen(face_of(friends.people.get(name="Ada").portraits.get())), mia.visit)
    mia.step_in("who")
    mia.send()
    found = models.Player.objects.get()
    somebody(friends, "Dora", added_by=found.id)
    return found


def test_who_is_erased_is_gone_from_booths_and_galleries(player, friends, now, news):
    news.clear()
    receipt = person_erasure.erase_player(player, now)
    assert (receipt.rows, receipt.objects_erased, receipt.left_behind) == (1 + 2 + 2, 2, 0)
    assert not models.Visit.objects.exists() and not models.Player.objects.exists()
    assert not Portrait.objects.filter(person__name="Dora").exists()
    assert [key for key, _ in default_storage.objects("visits/")] == []
    assert {message["type"] for _, message in news} <= {"visit.ended"}


def test_an_erasure_that_leaves_a_visit_would_say_so(player, now, monkeypatch):
    monkeypatch.setattr(person_erasure.forgetting, "erase", lambda visits: person_erasure.forgetting.Erased(0, 0))
    monkeypatch.setattr(person_erasure, "_erase_players", lambda found: 0)
    assert person_erasure.erase_player(player, now).left_behind > 0


def test_visits_end_after_their_time_with_guests_of_whom_nothing_else_is_left(player, news):
    expire_visits()
    assert models.Visit.objects.count() == 2
    later = timezone.now() + timedelta(days=2)
    visit_erasure.erase_ended(later)
    # The last answer stays, and so does whose it is.
    assert models.Visit.objects.get().is_last and models.Player.objects.exists()
    visit_erasure.erase_ended(later + timedelta(days=365))
    assert not models.Visit.objects.exists() and not models.Player.objects.exists()


def test_a_visit_without_its_files_ends_soon(mia, friends, news):
    mia.step_in("lookalike")
    default_storage.write(f"visits/{mia.visit}/photo", b"never reported")
    visit_erasure.erase_ended(timezone.now() + timedelta(minutes=16))
    assert not models.Visit.objects.exists()
    assert [key for key, _ in default_storage.objects("visits/")] == []


def test_a_guest_whose_room_expires_keeps_the_last_answer(player, mia, small_deck, now):
    guest = Guest("Mia")
    guest.http = mia.http
    guest.open_room()
    room_erasure.erase_room(guest.code, now, "expired")
    assert models.Player.objects.get() == player


def test_who_is_erased_from_a_room_keeps_their_visits(player, mia, small_deck, now):
    guest = Guest("Mia")
    guest.http = mia.http
    guest.open_room()
    person_erasure.erase_seat(models.Seat.objects.get(), now)
    assert models.Visit.objects.filter(player=player).count() == 2

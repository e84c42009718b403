import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from game import models
from game.engine import seating
from game.rooms import code_throttle, services
from tests.support.guests import Guest, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def mia(small_deck, monkeypatch):
    monkeypatch.setattr(code_throttle, "MOST_MISSES", 3)
    guest = Guest("Mia")
    guest.open_room()
    return guest


def try_codes():
    stranger = Guest("Eve").http
    return [stranger.get(f"/api/v1/rooms/QQQQ{letter}").status_code for letter in "BCDFG"]


def test_who_tries_codes_is_soon_told_nothing_any_more(mia):
    assert try_codes() == [404, 404, 404, 429, 429]
    eve = Guest("Eve")
    assert refused(eve.http.get(f"/api/v1/rooms/{mia.code}")) == (429, "too_many")
    assert refused(eve.join(mia.code)) == (429, "too_many")
    assert refused(eve.send(code=mia.code)) == (429, "too_many")
    for page in ("", "stage/", "recap/"):
        assert eve.http.get(f"/r/{mia.code}/{page}").status_code == 429


def test_who_sits_in_the_room_does_not_notice(mia):
    try_codes()
    assert mia.look()["type"] == "snapshot"
    assert mia.http.get(f"/r/{mia.code}/").status_code == 200


def test_wrong_passwords_count_too(mia):
    models.Room.objects.update(password=make_password("sesame"))
    eve = Guest("Eve")
    answers = [say(eve, mia.code, word).status_code for word in ("a", "b", "c", "d", "sesame")]
    assert answers == [200, 200, 200, 200, 429]


@pytest.mark.parametrize("goes", [seating.kick, seating.leave])
def test_who_sits_there_no_more_cannot_try_words_for_ever(mia, goes):
    ben = Guest("Ben")
    ben.join(mia.code)
    models.Room.objects.update(password=make_password("sesame"))
    by = [mia.seat] if goes is seating.kick else []
    services.change(mia.code, lambda room: goes(room, ben.seat, *by, now=timezone.now()), timezone.now())
    assert [say(ben, mia.code, "a").status_code for _ in range(6)][-1] == 429


def say(guest, code, word):
    return guest.http.post(f"/r/{code}/stage/", {"password": word})


def test_the_next_minute_begins_anew(mia, monkeypatch):
    try_codes()
    now = code_throttle.time.monotonic()
    monkeypatch.setattr(code_throttle.time, "monotonic", lambda: now + 60)
    assert Guest("Eve").look(mia.code)["type"] == "snapshot"

from datetime import timedelta

import pytest
from django.utils import timezone

from game.engine import seating
from game.rooms import code_throttle, services
from tests.support.guests import Guest, key_of, refused, stage_key_of

pytestmark = pytest.mark.django_db
WAYS = ("", "stage/", "recap/", "qr.svg")


@pytest.fixture
def mia(small_deck, still, monkeypatch):
    monkeypatch.setattr(code_throttle, "MOST_MISSES", 3)
    guest = Guest("Mia")
    guest.open_room()
    return guest


def look(code, address, **query):
    return Guest("Eve").http.get(f"/api/v1/rooms/{code}", query, REMOTE_ADDR=address)


def try_codes(address="127.0.0.1"):
    return [look(f"QQQQ{letter}", address).status_code for letter in "BCDFG"]


def test_who_tries_codes_is_soon_told_nothing_any_more(mia):
    assert try_codes() == [404, 404, 404, 429, 429]
    eve = Guest("Eve")
    assert refused(eve.http.get(f"/api/v1/rooms/{mia.code}")) == (429, "too_many")
    assert refused(eve.join(mia.code)) == (429, "too_many")
    assert refused(eve.send(code=mia.code)) == (429, "too_many")
    for page in WAYS:
        assert eve.http.get(f"/r/{mia.code}/{page}").status_code == 429


def test_who_sits_in_the_room_does_not_notice(mia):
    try_codes()
    assert mia.look()["type"] == "snapshot"
    assert mia.http.get(f"/r/{mia.code}/").status_code == 200


def test_whoever_has_the_link_does_not_notice_what_their_neighbours_try(mia):
    try_codes()
    for key in (key_of(mia.code), stage_key_of(mia.code)):
        new = Guest("Ben").http
        assert [new.get(f"/r/{mia.code}/{page}?k={key}").status_code for page in WAYS] == [200] * 4
        # The browser remembers the key.
        assert new.get(f"/r/{mia.code}/").status_code == 200
    assert Guest("Ben").join(mia.code, key_of(mia.code)).status_code == 201


def test_a_wrong_key_is_worth_nothing(mia):
    try_codes()
    other = Guest("Cleo").open_room()
    for wrong in (key_of(other), key_of(mia.code)[:-1], "", "\u00fc"):
        assert look(mia.code, "127.0.0.1", k=wrong).status_code == 429


def test_a_house_is_one_whatever_address_of_its_network_asks(mia):
    addresses = [f"2001:db8:0:7::{n}" for n in range(1, 6)]
    assert [look("QQQQQ", address).status_code for address in addresses] == [404, 404, 404, 429, 429]
    assert look(mia.code, "2001:db8:0:8::1").status_code == 200
    assert look(mia.code, "::ffff:127.0.0.1").status_code == 200


def test_with_too_many_misses_altogether_strangers_wait_and_guests_do_not(mia, monkeypatch):
    monkeypatch.setattr(code_throttle, "MOST_MISSES_ALTOGETHER", 5)
    answers = [look("QQQQQ", f"203.0.113.{n}").status_code for n in range(7)]
    assert answers == [404] * 5 + [429] * 2
    assert look(mia.code, "198.51.100.1").status_code == 429
    assert look(mia.code, "198.51.100.1", k=key_of(mia.code)).status_code == 200
    assert mia.look()["type"] == "snapshot"


def test_codes_that_open_nothing_count_too(mia):
    services.start(mia.code, mia.seat, timezone.now())
    answers = [look(mia.code, "127.0.0.1").json()["code"] for _ in range(4)]
    assert answers == ["link_needed"] * 3 + ["too_many"]


def test_wrong_passwords_have_an_end_for_whoever_has_the_link_too(mia, monkeypatch):
    monkeypatch.setattr(code_throttle, "MOST_WRONG_WORDS", 3)
    services.set_password(mia.code, "sesame", mia.seat, timezone.now())
    eve = Guest("Eve")
    answers = [say(eve, mia.code, word).status_code for word in ("a", "b", "c", "sesame")]
    assert answers == [200, 200, 200, 429]
    assert say(eve, mia.code, "sesame", REMOTE_ADDR="203.0.113.9").status_code == 302


@pytest.mark.parametrize("goes", [seating.kick, seating.leave])
def test_who_sits_there_no_more_cannot_try_words_for_ever(mia, goes):
    ben = Guest("Ben")
    ben.join(mia.code)
    services.set_password(mia.code, "sesame", mia.seat, timezone.now())
    by = [mia.seat] if goes is seating.kick else []
    services.change(mia.code, lambda room: goes(room, ben.seat, *by, now=timezone.now()), timezone.now())
    assert [say(ben, mia.code, "a").status_code for _ in range(21)][-1] == 429


def say(guest, code, word, **more):
    return guest.http.post(f"/r/{code}/stage/?k={key_of(code)}", {"password": word}, **more)


def test_the_next_minute_begins_anew(mia, still, monkeypatch):
    try_codes()
    monkeypatch.setattr(code_throttle.steady_clock, "now", lambda: still + timedelta(minutes=1))
    assert Guest("Eve").look(mia.code)["type"] == "snapshot"

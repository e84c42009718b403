import errno
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from animatch.platform import counters, disk
from animatch.platform.addresses import veiled
from game import models
from game.engine import seating, transitions
from game.engine.state import Settings
from game.people import players, rate_limits
from game.rooms import repository, services
from tests.support.guests import Guest, key_of, refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_deck(small_deck, screens):
    pass


@pytest.fixture
def mia():
    guest = Guest("Mia")
    guest.open_room()
    return guest


def host(guest, transition, *args, now, **more):
    return services.change(guest.code, lambda room: transition(room, *args, now=now, **more), now)


def test_whoever_opens_a_room_hosts_it():
    mia = Guest("Mia")
    answer = mia.post("/rooms", {"nickname": " Mia  Fox ", "avatar": "miko", "settings": {"rounds": 3}}).json()
    assert answer["url"] == f"/r/{answer['code']}/?k={key_of(answer['code'])}"
    shown = mia.look(answer["code"])
    assert shown["you"]["host"] is True
    assert shown["room"]["seats"][answer["seat"]]["nickname"] == "Mia Fox"
    assert shown["room"]["settings"]["rounds"] == 3
    assert shown["room"]["settings"]["programme"] == "mixed"


def test_the_cookie_is_signed_and_kept_from_scripts(mia):
    cookie = mia.http.cookies[players.COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    stranger = Guest("Eve")
    stranger.http.cookies[players.COOKIE] = cookie.value[:-1] + ("A" if cookie.value[-1] != "A" else "B")
    assert "you" not in stranger.look(mia.code)


def test_the_same_guest_gets_the_same_seat_again(mia):
    ben = Guest("Ben")
    first = ben.join(mia.code).json()
    assert ben.join(mia.code).json() == first
    assert len(mia.look()["room"]["seats"]) == 2


def test_a_guest_is_remembered_by_the_name_as_it_is_shown(mia):
    Guest(" " * 90 + "Ben  Fox").join(mia.code)
    assert set(models.Player.objects.values_list("nickname", flat=True)) == {"Mia", "Ben Fox"}


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"nickname": ""}, 422, "nickname_invalid"),
        ({"nickname": "Mi\u202ea"}, 422, "nickname_invalid"),
        ({"nickname": "mia"}, 409, "nickname_taken"),
        ({"nickname": "Ben", "avatar": "nobody"}, 422, "avatar_unknown"),
        ({"nickname": "Ben", "avatar": "../../etc"}, 422, "avatar_unknown"),
        ({}, 422, "invalid"),
        ({"nickname": 7}, 422, "invalid"),
        ({"nickname": None}, 422, "invalid"),
    ],
)
def test_a_seat_is_refused_with_a_reason(mia, body, status, code):
    assert refused(Guest("").post(f"/rooms/{mia.code}/seats", body)) == (status, code)


def test_who_gets_no_seat_leaves_no_row(mia):
    before = models.Player.objects.count()
    Guest("Mia").join(mia.code)
    Guest("Ben").join("QQQQQ")
    assert models.Player.objects.count() == before


def test_a_room_that_is_not_there(mia):
    for answer in (mia.http.get("/api/v1/rooms/QQQQQ"), Guest("Ben").join("QQQQQ"), mia.send(code="QQQQQ")):
        assert refused(answer) == (404, "no_such_room")


def test_a_full_a_locked_and_a_forbidden_room(mia, now):
    host(mia, transitions.configure, *_settings(mia, max_players=1), transitions.THE_HOUSE, now=now)
    assert refused(Guest("Ben").join(mia.code)) == (409, "room_full")
    host(mia, transitions.configure, *_settings(mia, locked=True), transitions.THE_HOUSE, now=now)
    assert refused(Guest("Ben").join(mia.code)) == (409, "room_locked")
    host(mia, transitions.configure, *_settings(mia), transitions.THE_HOUSE, now=now)
    ben = Guest("Ben")
    ben.join(mia.code)
    host(mia, seating.kick, ben.seat, mia.seat, now=now)
    assert refused(ben.join(mia.code)) == (403, "kicked")


def test_a_room_can_be_opened_locked_by_its_owner_alone():
    mia = Guest("Mia")
    mia.open_room(settings={"locked": True}, plays=False)
    assert mia.look()["room"]["settings"]["locked"]
    assert refused(Guest("Ben").join(mia.code)) == (409, "room_locked")


def _settings(guest, **changes):
    return Settings(**changes), repository.get(guest.code).deck


@pytest.mark.parametrize(
    "settings", [{"rounds": 0}, {"rounds": 11}, {"capture": 4}, {"reveal": 61}, {"max_players": 101}, {"new": 1}]
)
def test_settings_outside_of_their_limits_are_refused(settings):
    answer = Guest("Mia").post("/rooms", {"nickname": "Mia", "settings": settings})
    assert refused(answer) == (422, "invalid")


@pytest.mark.parametrize("loose", [{"settings": {"locked": 1}}, {"settings": {"rounds": "5"}}, {"plays": 0}])
def test_what_is_almost_right_is_refused_as_the_description_says(loose):
    assert refused(Guest("Mia").post("/rooms", {"nickname": "Mia", **loose})) == (422, "invalid")


def test_a_programme_of_what_nobody_can_play_is_refused():
    answer = Guest("Mia").post("/rooms", {"nickname": "Mia", "settings": {"programme": "copy,chess"}})
    assert refused(answer) == (422, "settings_invalid")


@pytest.mark.parametrize("deck", ["0", "x", "²", "9" * 5000])
def test_a_deck_that_is_none_is_refused(deck):
    assert refused(Guest("Mia").post("/rooms", {"nickname": "Mia", "deck": deck})) == (409, "deck_empty")


def test_a_stranger_sees_the_room_but_no_side_of_it(mia):
    shown = Guest("Ben").look(mia.code)
    assert shown["type"] == "snapshot" and "you" not in shown


def test_decks_are_listed_with_their_size(client, small_deck):
    models.Deck.objects.create(slug="empty", name="Empty deck")
    models.Deck.objects.create(slug="private", name="Private deck", public=False)
    assert client.get("/api/v1/decks").json() == [{"id": str(small_deck.id), "name": "Small deck", "prompts": 4}]


def test_the_api_describes_itself(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert {"/api/v1/rooms", "/api/v1/rooms/{code}/takes", "/api/v1/leaderboard"} <= set(paths)


# Limits


def test_twenty_rooms_a_minute_are_enough_for_one_guest(monkeypatch, now):
    monkeypatch.setattr(rate_limits.steady_clock, "now", lambda: now)
    mia = Guest("Mia")
    answers = [mia.post("/rooms", {"nickname": ""}) for _ in range(21)]
    assert [answer.status_code for answer in answers] == [422] * 20 + [429]
    assert refused(answers[-1]) == (429, "too_many")


def test_one_guests_hurry_does_not_slow_another(mia, monkeypatch, now):
    monkeypatch.setattr(rate_limits.steady_clock, "now", lambda: now)
    for _ in range(21):
        mia.post("/rooms", {"nickname": ""})
    ben = Guest("Ben")
    ben.join(mia.code)
    assert refused(mia.post("/rooms", {"nickname": ""})) == (429, "too_many")
    assert refused(ben.post("/rooms", {"nickname": ""})) == (422, "nickname_invalid")


def test_new_cookies_do_not_buy_more_rooms(small_deck, monkeypatch, now):
    """A household opens forty a minute, and two hundred a day, whoever asks in it."""
    monkeypatch.setattr(rate_limits.steady_clock, "now", lambda: now)
    guests = [Guest(f"Guest {number}") for number in range(3)]
    for guest in guests:
        guest.open_room()
    answers = [guests[number % 3].post("/rooms", {"nickname": ""}) for number in range(38)]
    assert [answer.status_code for answer in answers] == [422] * 37 + [429]
    elsewhere = guests[0].post("/rooms", {"nickname": ""}, REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 422


def test_a_day_has_an_end_too(mia, monkeypatch, now):
    monkeypatch.setattr(rate_limits.steady_clock, "now", lambda: now)
    for _ in range(200):
        counters.raised(f"create_room:today:{veiled('127.0.0.1')}", now, counters.A_DAY)
    assert refused(Guest("Eve").post("/rooms", {"nickname": "Eve"})) == (429, "too_many")
    monkeypatch.setattr(rate_limits.steady_clock, "now", lambda: now + timedelta(days=1))
    assert Guest("Eve").open_room()


def test_the_next_minute_is_a_new_one(mia, monkeypatch, now):
    monkeypatch.setattr(rate_limits.steady_clock, "now", lambda: now)
    for _ in range(21):
        mia.post("/rooms", {"nickname": ""})
    monkeypatch.setattr(rate_limits.steady_clock, "now", lambda: now + timedelta(minutes=1))
    assert refused(mia.post("/rooms", {"nickname": ""})) == (422, "nickname_invalid")


def full_disk(*arguments):
    raise OSError(errno.ENOSPC, "No space left on device")


def no_room_in_the_database(*arguments, **more):
    raise OperationalError from disk.DiskFull()


@pytest.mark.parametrize("trouble", [full_disk, no_room_in_the_database])
def test_a_full_disk_is_said_in_words(mia, monkeypatch, trouble):
    monkeypatch.setattr("game.photos.api.uploads.receive", trouble)
    assert refused(mia.send(SimpleUploadedFile("photo.jpg", b"photo"))) == (507, "disk_full")


def test_other_trouble_of_the_system_is_no_full_disk(mia, monkeypatch):
    monkeypatch.setattr("game.api.disk.is_full", lambda error: False)
    monkeypatch.setattr("game.rooms.admission.find", full_disk)
    with pytest.raises(OSError, match="No space"):
        mia.look()

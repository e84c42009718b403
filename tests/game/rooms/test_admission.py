"""The doors of a room: what a typed code is worth, what a link, and who may only sit down."""

import pytest
from django.utils import timezone

from game.engine import seating, transitions
from game.engine.state import Settings
from game.rooms import household_seats, repository, services
from tests.support.guests import Guest, key_of, refused, stage_key_of

pytestmark = pytest.mark.django_db
PAGES = ("", "?watch=1", "stage/", "recap/")


@pytest.fixture
def mia(small_deck, screens):
    guest = Guest("Mia")
    guest.open_room()
    return guest


def change(code, transition, *args, **more):
    now = timezone.now()
    return services.change(code, lambda room: transition(room, *args, now=now, **more), now)


def configure(guest, **fields):
    deck = repository.get(guest.code).deck
    change(guest.code, transitions.configure, Settings(**fields), deck, guest.seat)


def start(guest):
    services.start(guest.code, guest.seat, timezone.now())


def page_of(guest, code, tail="", key=""):
    query = f"{'&' if '?' in tail else '?'}k={key}" if key else ""
    return guest.http.get(f"/r/{code}/{tail}{query}").content.decode()


def test_in_the_lobby_the_five_letters_open_the_door_and_the_browser_remembers(mia):
    ben = Guest("Ben")
    assert "data-code" in page_of(ben, mia.code)
    start(mia)
    assert "data-code" in page_of(ben, mia.code)
    assert ben.join(mia.code).status_code == 201


def test_once_the_game_is_on_a_typed_code_leads_to_words(mia):
    start(mia)
    eve = Guest("Eve")
    for tail in PAGES:
        page = page_of(eve, mia.code, tail)
        assert "The game is on." in page and "scan the QR code" in page and "data-code" not in page
        assert "Mia" not in page and key_of(mia.code) not in page
    assert refused(eve.http.get(f"/api/v1/rooms/{mia.code}")) == (403, "link_needed")
    assert refused(eve.join(mia.code)) == (403, "link_needed")
    assert eve.http.get(f"/r/{mia.code}/qr.svg").status_code == 404


def test_the_link_opens_the_door_at_any_time(mia):
    start(mia)
    for tail in PAGES:
        ben = Guest("Ben")
        assert "data-code" in page_of(ben, mia.code, tail, key_of(mia.code))
        assert "data-code" in page_of(ben, mia.code, tail)
    assert ben.join(mia.code).status_code == 201


@pytest.mark.parametrize("running", [False, True])
@pytest.mark.parametrize(("code_alone", "opens"), [("always", True), ("never", False)])
def test_a_host_says_what_the_code_alone_is_worth(mia, code_alone, opens, running):
    configure(mia, code_alone=code_alone)
    if running:
        start(mia)
    assert ("data-code" in page_of(Guest("Eve"), mia.code)) is opens
    assert mia.look()["room"]["code_opens"] is opens


def test_a_locked_lobby_is_shut_to_a_typed_code(mia):
    configure(mia, locked=True)
    assert "The host has locked this room" in page_of(Guest("Eve"), mia.code)
    assert "data-code" in page_of(Guest("Ben"), mia.code, key=key_of(mia.code))


def test_the_cookie_of_the_door_is_kept_from_scripts_and_is_no_seat(mia):
    eve = Guest("Eve")
    page_of(eve, mia.code)
    cookie = eve.http.cookies[f"door_{mia.code}"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and not cookie["max-age"]
    assert "you" not in eve.look(mia.code)


def test_keys_are_of_one_room_and_one_kind(mia, small_deck):
    other = Guest("Cleo").open_room()
    keys = {key_of(mia.code), stage_key_of(mia.code), key_of(other), stage_key_of(other)}
    assert len(keys) == 4 and {len(key) for key in keys} == {12}
    configure(mia, spectators=False)
    assert "Players only" in page_of(Guest("Eve"), mia.code, "stage/", key_of(mia.code))


# Players only


def test_where_only_players_watch_a_stranger_sees_nothing_and_may_join(mia):
    configure(mia, spectators=False)
    ben = Guest("Ben")
    for tail in PAGES[1:]:
        page = page_of(ben, mia.code, tail, key_of(mia.code))
        assert "Players only" in page and "data-code" not in page
    assert refused(ben.http.get(f"/api/v1/rooms/{mia.code}")) == (403, "no_spectators")
    assert "data-code" in page_of(ben, mia.code)
    assert ben.join(mia.code).status_code == 201
    for tail in PAGES:
        assert "data-code" in page_of(ben, mia.code, tail)


def test_the_stages_own_link_shows_the_room_without_a_seat_or_a_password_but_gives_no_seat(mia):
    configure(mia, spectators=False)
    services.set_password(mia.code, "sesame", mia.seat, timezone.now())
    stage = Guest("Stage")
    assert "data-code" in page_of(stage, mia.code, "stage/", stage_key_of(mia.code))
    assert "data-code" in page_of(stage, mia.code, "recap/")
    assert refused(stage.join(mia.code)) == (403, "password_needed")


def test_who_was_removed_sees_nothing_by_any_key(mia):
    ben = Guest("Ben")
    ben.join(mia.code)
    change(mia.code, seating.kick, ben.seat, mia.seat)
    for key in ("", key_of(mia.code), stage_key_of(mia.code)):
        for tail in PAGES:
            assert "removed you" in page_of(ben, mia.code, tail, key)
    change(mia.code, seating.let_back, ben.seat, mia.seat)
    assert ben.join(mia.code).json()["seat"] == ben.seat


# A household's seats


def test_a_party_of_twelve_behind_one_address_finds_its_seats_twice_over(mia):
    assert [_comes_and_goes(mia, n) for n in range(25)] == [201] * 24 + [429]
    elsewhere = Guest("Far").post(f"/rooms/{mia.code}/seats", {"nickname": "Far"}, REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 201
    configure(mia, max_players=13)
    assert _comes_and_goes(mia, 99) == 201


def _comes_and_goes(host, number):
    guest = Guest(f"Guest {number}")
    status = guest.join(host.code, key_of(host.code)).status_code
    if status == 201:
        change(host.code, seating.leave, guest.seat)
    return status


def test_whoever_has_a_seat_gets_it_back_however_full_their_house_is(mia, monkeypatch):
    ben = Guest("Ben")
    ben.join(mia.code)
    change(mia.code, seating.leave, ben.seat)
    monkeypatch.setattr(household_seats, "LEAST", 0)
    configure(mia, max_players=1)
    change(mia.code, seating.set_plays, mia.seat, False)
    assert refused(Guest("Cleo").join(mia.code))[1] in ("room_full", "too_many_seats")
    configure(mia, max_players=2)
    assert ben.join(mia.code).status_code == 201

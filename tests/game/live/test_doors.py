"""Who gets a room's socket, and who loses it again."""

from dataclasses import replace

import pytest
from django.utils import timezone

from game.engine import seating, transitions
from game.live import commands
from game.rooms import code_throttle, repository, services
from tests.support.guests import key_of, stage_key_of
from tests.support.live import closed, here

pytestmark = pytest.mark.django_db(transaction=True)
EVERY_WAY = ("", "?watch=1", "?stage=1")


def change(code, transition, *args, **more):
    now = timezone.now()
    return services.change(code, lambda room: transition(room, *args, now=now, **more), now)


def configure(phone, **fields):
    room = repository.get(phone.code)
    change(phone.code, transitions.configure, replace(room.settings, **fields), room.deck, phone.seat)


def refusal(phone):
    phone.until(closed)
    assert phone.close_code == 4403
    return phone.errors[-1][0]


def test_a_room_without_spectators_shows_itself_to_players_and_the_stage(mia, phones):
    configure(mia, spectators=False)
    for query in EVERY_WAY:
        assert refusal(phones().connect(query, code=mia.code)) == "no_spectators"
        assert refusal(phones().connect(f"{query or '?'}&k={key_of(mia.code)}", code=mia.code)) == "no_spectators"
    phones().connect(f"?stage=1&k={stage_key_of(mia.code)}", code=mia.code).until(here)
    for query in EVERY_WAY:
        mia.connect(query).until(here)


def test_a_password_keeps_strangers_from_looking_on_but_not_the_stage(mia, phones, server):
    services.set_password(mia.code, "sesame", mia.seat, timezone.now())
    eve = phones()
    assert refusal(eve.connect("?stage=1", code=mia.code)) == "password_needed"
    phones().connect(f"?stage=1&k={stage_key_of(mia.code)}", code=mia.code).until(here)
    door = f"{server.url}/r/{mia.code}/stage/"
    eve.http.get(door)
    eve.http.post(door, data={"password": "sesame", "csrfmiddlewaretoken": eve.http.cookies["csrftoken"]})
    eve.connect("?stage=1", code=mia.code).until(here)
    mia.connect().until(here)


def test_once_the_game_is_on_a_stranger_needs_the_links_key(mia, phones, server):
    early, page = phones().connect(code=mia.code).until(here), phones()
    page.http.get(f"{server.url}/r/{mia.code}/")
    services.start(mia.code, mia.seat, timezone.now())
    for query in EVERY_WAY:
        assert refusal(phones().connect(query, code=mia.code)) == "link_needed"
    phones().connect(f"?k={key_of(mia.code)}", code=mia.code).until(here)
    # Who came in while the code was enough stays, and comes back.
    early.say("resync")
    early.until(lambda p: [m["type"] for m in p.seen].count("snapshot") == 2)
    page.connect(code=mia.code).until(here)


@pytest.mark.usefixtures("still")
def test_trying_out_codes_ends_for_strangers_but_not_for_guests_and_links(mia, phones, monkeypatch):
    monkeypatch.setattr(code_throttle, "MOST_MISSES", 1)
    codes = [phones().connect(code=code).until(closed).close_code for code in ("QQQQQ", "QQQQR")]
    assert codes == [4404, 1013]
    eve = phones().connect(code=mia.code).until(closed)
    assert (eve.errors[0][0], eve.close_code) == ("too_many", 1013)
    mia.connect().until(here)
    phones().connect(f"?k={key_of(mia.code)}", code=mia.code).until(here)


@pytest.mark.parametrize("why", ["kicked", "password_needed", "no_spectators"])
def test_who_may_not_look_on_any_more_is_told_at_once(mia, ben, phones, why):
    tab = phones()
    if why == "kicked":
        tab.http.cookies = ben.http.cookies
    tab.connect("?watch=1", code=mia.code).until(here)
    mia.connect().until(here)
    if why == "kicked":
        change(mia.code, seating.kick, ben.seat, mia.seat)
    elif why == "password_needed":
        mia.say("set_password", password="sesame")
    else:
        configure(mia, spectators=False)
    assert refusal(tab) == why


def test_who_leaves_a_room_of_players_sees_it_no_more(mia, ben):
    configure(mia, spectators=False)
    ben.connect().until(here)
    ben.say("leave")
    assert refusal(ben) == "no_spectators"


def test_a_password_is_never_told_to_a_screen(mia, ben):
    for phone in (mia, ben):
        phone.connect().until(here)
    mia.say("set_password", password=" sesame ")
    ben.until(lambda p: p.screen.room["has_password"])
    assert "sesame" not in str([mia.seen, ben.seen]) and repository.get(mia.code).password not in str(ben.seen)
    mia.say("set_password", password="")
    ben.until(lambda p: not p.screen.room["has_password"])


@pytest.mark.usefixtures("still")
def test_only_hosts_set_a_password_and_not_for_ever(mia, ben, monkeypatch):
    ben.connect().until(here)
    ben.say("set_password", password="mine")
    ben.until(lambda p: p.errors)
    monkeypatch.setattr(commands, "MOST_PASSWORDS", 2)
    mia.connect().until(here)
    for word in ("a", "b"):
        mia.say("set_password", password=word)
    mia.until(lambda p: p.errors)
    assert (ben.errors, mia.errors) == ([("not_host", "set_password")], [("too_many", "set_password")])


def test_the_host_has_the_stages_link_and_nobody_else(mia, ben):
    for phone in (mia, ben):
        phone.connect().until(here)
    assert mia.screen.you["stage"] == f"/r/{mia.code}/stage/?k={stage_key_of(mia.code)}"
    assert "stage" not in ben.screen.you


def test_who_was_removed_is_let_back_by_the_owner(mia, ben):
    mia.connect().until(here)
    mia.say("kick", seat=ben.seat)
    mia.until(lambda p: p.screen.you["removed"])
    assert mia.screen.you["removed"] == [{"seat": ben.seat, "nickname": "Ben", "avatar": "miko"}]
    mia.say("let_back", seat=ben.seat)
    mia.until(lambda p: not p.screen.you["removed"])
    ben.join(mia.code)
    ben.connect().until(here)
    assert ben.screen.you["seat"] == ben.seat


@pytest.mark.parametrize("message", [{"type": "react", "sticker": "wow"}, {"type": "report", "take": "x"}])
def test_a_seat_that_left_throws_nothing(mia, ben, message):
    mia.connect().until(here)
    ben.connect().until(here)
    ben.say("leave")
    ben.say(message.pop("type"), **message)
    ben.until(lambda p: p.errors)
    assert ben.errors[0][0] == "not_your_seat"
    assert not any(m["type"] == "reaction" for m in mia.seen)

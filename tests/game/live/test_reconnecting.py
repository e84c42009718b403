"""What a phone finds that was away, or whose server was."""

from datetime import timedelta

import pytest
from django.utils import timezone

from game import models
from game.engine import seating
from game.live import commands, consumers, hub
from game.rooms import repository, services
from tests.processes import wait_until
from tests.support.live import closed, here

pytestmark = pytest.mark.django_db(transaction=True)


def change(code, transition, *args, **more):
    now = timezone.now()
    return services.change(code, lambda room: transition(room, *args, now=now, **more), now)


def give_up_everybody():
    """As if nobody had vouched for any seat, also where somebody does at this very moment."""
    now = timezone.now()
    services.disconnect_vanished(now, seen_before=now + timedelta(minutes=1))


def test_whoever_missed_a_version_asks_and_catches_up(mia, ben):
    mia.connect().until(here)
    mia.screen.room["version"] -= 2
    ben.connect().until(here)
    mia.until(lambda p: p.screen.missed and p.version == repository.get(mia.code).version)
    assert mia.screen.room == mia.look()["room"]


def test_a_change_between_the_look_and_the_first_snapshot_is_not_lost(mia, ben, monkeypatch):
    watching = ben.connect().until(here)
    get, looked = repository.get, []

    def slow(code):
        room = get(code)
        looked.append(room)
        # The second look of a connecting phone is the one that it is sent.
        if len(looked) == 2:
            change(code, seating.set_plays, ben.seat, False)
            watching.until(lambda p: "seat_changed" in p.screen.happened)
        return room

    monkeypatch.setattr(repository, "get", slow)
    mia.connect()
    mia.until(lambda p: here(p) and not p.screen.room["seats"][ben.seat]["plays"])


def test_a_reload_keeps_the_seat_and_the_old_sockets_end_changes_nothing(mia, phones):
    mia.connect().until(here)
    reloaded = phones()
    reloaded.http.cookies, reloaded.code = mia.http.cookies, mia.code
    reloaded.connect().until(here)
    mia.close()
    wait_until(lambda: sum(one.count() for one in hub._hubs.values()) == 1, "the old socket to end")
    assert mia.look()["room"]["seats"][mia.seat]["connected"] is True


def test_a_seat_that_was_given_up_while_its_phone_is_here_comes_back(mia, monkeypatch):
    monkeypatch.setattr(hub, "VOUCH_SECONDS", 0.2)
    mia.connect().until(here)
    before = mia.version
    give_up_everybody()
    # Given up, and taken again. Of two such close changes a phone may hear the second first, and ask for both.
    mia.until(lambda p: p.version == before + 2)
    assert mia.look()["room"]["seats"][mia.seat]["connected"] is True


def test_one_seat_that_cannot_be_taken_leaves_the_others_their_voucher(mia, ben, monkeypatch):
    monkeypatch.setattr(hub, "VOUCH_SECONDS", 0.2)
    take_seat, asked = consumers.RoomConsumer.take_seat, []

    async def closing(self):
        asked.append(self.seat_id)
        if len(asked) == 1:
            raise RuntimeError("Unexpected ASGI message 'websocket.send', after sending 'websocket.close'.")
        return await take_seat(self)

    for phone in (mia, ben):
        phone.connect().until(here)
    monkeypatch.setattr(consumers.RoomConsumer, "take_seat", closing)
    before = repository.get(mia.code).version
    give_up_everybody()
    for phone in (mia, ben):
        phone.until(lambda p: p.version == before + 4)
    assert all(seat["connected"] for seat in mia.look()["room"]["seats"].values())


def test_a_phone_that_hangs_up_while_redis_is_away_leaves_no_ghost(mia, ben, monkeypatch):
    discard = hub.Hub.discard

    async def away(self, code, socket):
        await discard(self, code, socket)
        raise ConnectionError

    for phone in (mia, ben):
        phone.connect().until(here)
    mia.until(lambda p: p.screen.room["seats"][ben.seat]["connected"])
    with monkeypatch.context() as redis:
        redis.setattr(hub.Hub, "discard", away)
        ben.close()
        mia.until(lambda p: not p.screen.room["seats"][ben.seat]["connected"])


def test_a_second_tab_that_is_closed_leaves_the_seat_to_the_first(mia, ben, phones):
    def connection():
        return models.Seat.objects.get(id=mia.seat).connection

    mia.connect().until(here)
    ben.connect().until(here)
    tab = phones()
    tab.http.cookies, tab.code = mia.http.cookies, mia.code
    first = connection()
    tab.connect().until(here)
    second = connection()
    tab.close()
    wait_until(lambda: connection() != second, "the second tab to end")
    assert connection() == first != second
    mia.close()
    ben.until(lambda p: not p.screen.room["seats"][mia.seat]["connected"])


def test_an_owner_who_handed_the_room_over_is_told_that_it_is_theirs_to_take_back(mia, ben):
    ben.connect().until(here)
    mia.connect().until(here)
    mia.say("name_host", seat=ben.seat)
    ben.until(lambda p: p.screen.you["host"])
    mia.close()
    mia.connect().until(lambda p: here(p) and not p.screen.you["host"])
    assert (mia.screen.you["owner"], ben.screen.you["owner"]) == (True, False)
    mia.say("take_over")
    mia.until(lambda p: p.screen.you["host"])
    ben.until(lambda p: not p.screen.you["host"])


def test_a_socket_that_fails_is_let_go(mia, ben, monkeypatch):
    def stumble(*args):
        raise RuntimeError("a mistake of ours")

    mia.connect().until(here)
    ben.connect().until(here)
    mia.until(lambda p: p.screen.room["seats"][ben.seat]["connected"])
    monkeypatch.setattr(commands, "obey", stumble)
    ben.say("done")
    ben.until(closed)
    mia.until(lambda p: not p.screen.room["seats"][ben.seat]["connected"])
    assert [one.seats() for loop, one in hub._hubs.items() if loop.is_running()] == [[mia.seat]]

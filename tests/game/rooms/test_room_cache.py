from dataclasses import replace
from uuid import uuid4

import pytest

from game.engine.prompts import Deck
from game.engine.state import Room, Settings
from game.rooms import room_cache

ROOM = Room(id=str(uuid4()), code="BCDFG", settings=Settings(), deck=Deck("1", "Starter deck"), version=7)


@pytest.fixture(autouse=True)
def forgetful():
    yield
    room_cache.forget(ROOM.id)


def test_a_room_is_known_at_its_version_alone():
    room_cache.remember(ROOM)
    assert room_cache.at_version(ROOM.id, 7) is ROOM
    assert room_cache.at_version(ROOM.id, 8) is None
    assert room_cache.at_version(ROOM.id, 6) is None


def test_what_is_made_of_a_room_is_made_once_and_anew_when_it_has_changed():
    made = []

    def make(room):
        made.append(room.version)
        return room.version

    later = replace(ROOM, version=8)
    assert room_cache.once(make, ROOM) == room_cache.once(make, ROOM) == 7
    assert made == [7, 7]
    room_cache.remember(ROOM)
    assert [room_cache.once(make, ROOM) for _ in range(3)] == [7, 7, 7]
    # Another room at this version was never committed.
    assert room_cache.once(make, replace(ROOM, code="GGGGG")) == 7
    assert made == [7, 7, 7, 7]
    room_cache.remember(later)
    assert room_cache.once(make, later) == 8
    assert made[-1] == 8


def test_what_is_forgotten_is_gone():
    room_cache.remember(ROOM)
    room_cache.forget(ROOM.id)
    assert room_cache.at_version(ROOM.id, 7) is None


def test_the_rooms_seen_last_are_kept():
    room_cache.remember(ROOM)
    others = [replace(ROOM, id=str(uuid4())) for _ in range(room_cache.MOST_ROOMS)]
    for other in others:
        room_cache.remember(other)
    assert room_cache.at_version(ROOM.id, 7) is None
    assert all(room_cache.at_version(other.id, 7) is other for other in others)


def test_a_room_where_nothing_happens_is_let_go(monkeypatch):
    room_cache.remember(ROOM)
    later = room_cache.time.monotonic() + room_cache.SECONDS + 1
    monkeypatch.setattr(room_cache.time, "monotonic", lambda: later)
    assert room_cache.at_version(ROOM.id, 7) is None
    assert ROOM.id not in room_cache._rooms

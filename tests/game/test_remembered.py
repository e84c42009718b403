from dataclasses import replace
from uuid import uuid4

import pytest

from game import remembered
from game.engine.state import Deck, Room, Settings

ROOM = Room(id=str(uuid4()), code="BCDFG", settings=Settings(), deck=Deck("1", "Starter deck"), version=7)


@pytest.fixture(autouse=True)
def forgetful():
    yield
    remembered.forget(ROOM.id)


def test_a_room_is_known_at_its_version_alone():
    remembered.remember(ROOM)
    assert remembered.at_version(ROOM.id, 7) is ROOM
    assert remembered.at_version(ROOM.id, 8) is None
    assert remembered.at_version(ROOM.id, 6) is None


def test_what_is_forgotten_is_gone():
    remembered.remember(ROOM)
    remembered.forget(ROOM.id)
    assert remembered.at_version(ROOM.id, 7) is None


def test_the_rooms_seen_last_are_kept():
    remembered.remember(ROOM)
    others = [replace(ROOM, id=str(uuid4())) for _ in range(remembered.MOST_ROOMS)]
    for other in others:
        remembered.remember(other)
    assert remembered.at_version(ROOM.id, 7) is None
    assert all(remembered.at_version(other.id, 7) is other for other in others)


def test_a_room_where_nothing_happens_is_let_go(monkeypatch):
    remembered.remember(ROOM)
    later = remembered.time.monotonic() + remembered.SECONDS + 1
    monkeypatch.setattr(remembered.time, "monotonic", lambda: later)
    assert remembered.at_version(ROOM.id, 7) is None
    assert ROOM.id not in remembered._rooms

"""An auditor that never finds anything would be none: each thing that can be wrong, once."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from bench.audit import Row, compare
from bench.diaries import Diary, Table, phases_of

CODE, SEAT = "ABCDE", "seat"
TAKE = Row("take", "scored", 0.9, SEAT, 1, 1, CODE)
NOTHING = dict.fromkeys(("typed", "lost", "doubled", "phases_missed", "orphans", "drumrolls_unheard"), 0)
FINE = {"accepted": 1, "scored": 1} | NOTHING


@pytest.fixture
def diary() -> Diary:
    return Diary(accepted=["take"], told={"take": "scored"}, seen={(1, 0, "lobby"), *phases_of(1)})


@pytest.fixture
def table(diary: Diary) -> Table:
    room: dict[str, Any] = {"code": CODE, "game": 1, "phase": "podium", "standings": {SEAT: {"points": 900}}}
    player: Any = SimpleNamespace(name="Ada", code=CODE, diary=diary, room=room, you={"seat": SEAT})
    return Table([player])


def test_an_evening_in_which_all_is_well(table: Table) -> None:
    assert compare([TAKE], [], [table]) == FINE


def test_a_refusal_in_words_is_no_loss(table: Table, diary: Diary) -> None:
    diary.told["take"] = "no_face"
    table.players[0].room["standings"][SEAT]["points"] = 0
    assert compare([replace(TAKE, code="no_face", similarity=None)], [], [table]) == FINE | {"scored": 0, "typed": 1}


@pytest.mark.parametrize("kept", [[], [replace(TAKE, code="")], [replace(TAKE, code="lost")]])
def test_a_photo_that_is_gone_or_was_never_judged(kept: list[Row], table: Table, diary: Diary) -> None:
    diary.told.clear()
    assert compare(kept, [], [table])["lost"] == 1


def test_a_phone_that_has_heard_something_else(table: Table, diary: Diary) -> None:
    diary.told["take"] = "no_face"
    assert compare([TAKE], [], [table])["lost"] == 1


def test_a_photo_that_nobody_sent(table: Table, diary: Diary) -> None:
    again = replace(TAKE, id="again", similarity=0.1)
    assert compare([TAKE, again], [], [table])["doubled"] == 1
    diary.unanswered = 1
    assert compare([TAKE, again], [], [table])["doubled"] == 0


def test_a_photo_that_was_counted_twice(table: Table) -> None:
    table.players[0].room["standings"][SEAT]["points"] = 1800
    assert compare([TAKE], [], [table])["doubled"] == 1


def test_a_phase_that_nobody_saw_and_a_game_that_stands_still(table: Table, diary: Diary) -> None:
    diary.seen.discard((1, 1, "reveal"))
    assert compare([TAKE], [], [table])["phases_missed"] == 1
    diary.seen.add((2, 1, "get_ready"))
    assert compare([TAKE], [], [table])["phases_missed"] == 9


def test_a_drumroll_that_nobody_heard_is_told_apart_from_a_phase_that_nobody_saw(table: Table, diary: Diary) -> None:
    diary.seen.discard((1, 1, "judging"))
    assert compare([TAKE], [], [table]) == FINE | {"drumrolls_unheard": 1}
    diary.seen.discard((1, 1, "reveal"))
    assert compare([TAKE], [], [table]) == FINE | {"phases_missed": 2}


def test_an_object_that_belongs_to_nobody(table: Table) -> None:
    assert compare([TAKE], ["belongs to nobody: rooms/x"], [table])["orphans"] == 1


def test_photos_of_other_rooms_are_not_its_business(table: Table) -> None:
    assert compare([TAKE, replace(TAKE, id="other", room="OTHER")], [], [table]) == FINE

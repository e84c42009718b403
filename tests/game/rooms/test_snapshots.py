"""What a room shows of photos that wait for the host."""

import json
from collections.abc import Iterator
from uuid import UUID

import pytest

from game.engine import seating, showing, transitions
from game.engine.state import Phase, Settings
from game.rooms import selectors, snapshots
from tests.support.parties import Party, posing

pytestmark = pytest.mark.django_db


@pytest.fixture
def party(small_deck, now, screens):
    """Ben's photo was held back, and approval switched off in the middle of the reveal."""
    party = posing(small_deck, now, "Mia", "Ben", rounds=1, approve_photos=True)
    party.take = party.shoot("Ben")
    party.go_to(Phase.REVEAL)
    party.do(transitions.configure, Settings(rounds=1, approve_photos=False), party.room.deck, party.host)
    return party


def photos(party: Party) -> list[str | None]:
    view = snapshots.room_view(party.room)
    return [shown.photo for shown in (*view.results.values(), *view.superlatives.values())]


def test_what_was_held_back_stays_so_until_it_is_shown(party):
    for phase in (Phase.REVEAL, Phase.PODIUM):
        party.go_to(phase)
        assert photos(party) and not any(photos(party))
    party.do(showing.moderate, party.take, party.host, approved=True, hidden=False)
    assert all(party.take in photo for photo in photos(party))


def test_who_does_not_want_to_be_celebrated_is_seen_in_the_reveal_alone(small_deck, now):
    party = posing(small_deck, now, "Mia", "Ben", rounds=1)
    for name in ("Mia", "Ben"):
        party.shoot(name)
    party.do(seating.set_celebrated, party.seats["Ben"], False)
    party.go_to(Phase.REVEAL)
    assert all(photos(party))
    party.go_to(Phase.PODIUM)
    view = snapshots.room_view(party.room)
    best = {seat: row.best and row.best.photo for seat, row in view.standings.items()}
    assert best[party.seats["Mia"]] and not best[party.seats["Ben"]]
    assert {title.seat for title in view.superlatives.values() if title.photo} == {party.seats["Mia"]}


@pytest.mark.parametrize("comes_back", [True, False])
def test_every_photo_of_the_reveal_has_its_result_whoever_plays_on(comes_back, small_deck, now):
    party = posing(small_deck, now, "Mia", "Ben", rounds=1)
    for name in ("Mia", "Ben"):
        party.shoot(name)
    if comes_back:
        party.do(seating.leave, party.seats["Ben"])
        party.sit_down("Ben")
    else:
        party.do(seating.set_plays, party.seats["Ben"], False)
    party.go_to(Phase.REVEAL)
    view = snapshots.room_view(party.room)
    assert {seat for card in view.cards for seat in card.seats} == view.results.keys() == set(party.seats.values())


def numbers(told) -> Iterator[float]:
    """Every number in what was sent, as a value of its own: an id may hold any digits."""
    if isinstance(told, dict | list):
        for value in told.values() if isinstance(told, dict) else told:
            yield from numbers(value)
    elif isinstance(told, str) and told.startswith(("{", "[")):
        yield from numbers(json.loads(told))
    elif isinstance(told, int | float):
        yield told


NUMBERS = ("percent", "points", "parts", "overlay", "place")


@pytest.mark.parametrize("phase", [Phase.CAPTURE, Phase.JUDGING])
def test_no_score_is_told_before_the_reveal(small_deck, now, screens, phase):
    """Not to its player, not to anybody else: neither by a snapshot nor by an update."""
    party = posing(small_deck, now, "Mia", "Ben", rounds=1)
    screens.look(party.code)
    take_id = party.shoot("Ben", 0.8765)
    party.shoot("Mia", 0.4)
    late = party.send("Mia")
    party.go_to(phase)
    (mine,) = snapshots.you(party.room, party.room.seat(party.seats["Ben"])).takes
    assert (mine.id, mine.code, mine.advice, mine.best) == (take_id, "scored", "Mouth more shut!", True)
    assert not any(getattr(mine, name, None) for name in NUMBERS)
    told = [screens.sent, json.loads(snapshots.room_view(party.room).text())]
    assert not {87.65, 876, 0.8765, -15} & set(numbers(told))
    assert "a bit too" not in json.dumps(told)
    party.judge(late)
    party.go_to(Phase.REVEAL)
    assert snapshots.you(party.room, party.room.seat(party.seats["Ben"])).takes[0].percent == 87.65


def test_a_host_may_have_scores_told_at_once(small_deck, now):
    party = posing(small_deck, now, "Mia", scores_at_once=True)
    party.shoot("Mia", 0.8765)
    (take,) = snapshots.you(party.room, party.room.seat(party.seats["Mia"])).takes
    assert (take.percent, take.points, take.advice) == (87.65, 876, "Mouth more shut!")
    assert snapshots.room_view(party.room).results == {}


def test_its_own_player_sees_it_all_the_while(party):
    (take,) = snapshots.you(party.room, party.room.seat(party.seats["Ben"])).takes
    assert party.take in take.photo


@pytest.mark.parametrize("name", ["Ben", None])
def test_the_text_that_a_crowd_shares_says_what_a_snapshot_says(party, now, name):
    player = UUID(party.room.seat(party.seats[name]).player) if name else None
    for phase in (Phase.REVEAL, Phase.PODIUM):
        party.go_to(phase)
        told = selectors.snapshot_text(party.room, player, now)
        assert json.loads(told) == json.loads(selectors.snapshot(party.room, player, now).text())
        assert ("you" in json.loads(told)) is bool(name)

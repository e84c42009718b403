import random
from contextlib import suppress

import pytest
from django.db import transaction

from game import models
from game.engine import hosting, seating, showing, transitions
from game.engine.errors import RuleViolation
from game.engine.events import Kind
from game.engine.state import Phase, Settings
from game.rooms import repository, room_cache, services
from tests.game.rooms.test_updates import HAPPENINGS
from tests.support.parties import Party, posing

pytestmark = pytest.mark.django_db
committing = pytest.mark.django_db(transaction=True)


@pytest.fixture
def changes(monkeypatch, screens):
    """Every room as a change left it, beside the room as it is loaded then."""
    seen = []
    change = services.change

    def watched(code, *args):
        after = change(code, *args)
        room_cache.forget(after.id)
        seen.append((after, repository.get(code)))
        return after

    monkeypatch.setattr(services, "change", watched)
    return seen


@pytest.mark.parametrize("kind", Kind)
def test_a_saved_room_is_loaded_as_it_was(kind, small_deck, now, changes):
    HAPPENINGS[kind](posing(small_deck, now, "Mia", "Ben", rounds=2))
    assert changes
    for saved, loaded in changes:
        assert loaded == saved


def test_a_whole_evening_is_loaded_as_it_was(small_deck, now, changes):
    party = Party(small_deck, now, "Mia", "Ben", rounds=3, approve_photos=True)
    party.start()
    for _ in range(3):
        party.go_to(Phase.CAPTURE)
        party.shoot("Mia", 1.0)
        party.send("Ben")
        party.go_to(Phase.REVEAL)
    party.go_to(Phase.PODIUM)
    for saved, loaded in changes:
        assert loaded == saved


def test_what_is_taken_in_late_is_loaded_in_the_same_order(small_deck, now, changes):
    party = posing(small_deck, now, "Mia", "Ben", rounds=1)
    for who, late in (("Mia", 0), ("Mia", 3), ("Ben", 0), ("Ben", 5)):
        party.wait(-late)
        party.send(who)
        party.wait(late)
    party.sit_down("Cleo")
    party.wait(-60)
    party.sit_down("Dan")
    assert [take.number for take in party.room.round.takes] == [1, 1, 2, 2]
    for saved, loaded in changes:
        assert loaded == saved


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_is_loaded_as_it_was(seed, small_deck, now, changes):
    """So that a room that a process remembers is the one that any other reads."""
    chance = random.Random(seed)
    party = posing(small_deck, now, "Mia", "Ben", "Cleo", rounds=3)
    for _ in range(60):
        party.wait(chance.choice([0.001, 0.3, 1]))
        with suppress(RuleViolation):
            chance.choice(ANYTHING)(party, chance)
    assert models.Take.objects.exists()
    for saved, loaded in changes:
        assert loaded == saved


def _somebody(party, chance):
    return chance.choice(party.room.seats).id


def _leave_and_return(party, chance):
    name = chance.choice(list(party.seats))
    party.do(seating.leave, party.seats[name])
    party.sit_down(name)


def _go_on(party, chance):
    if party.room.deadline and (party.room.phase is not Phase.CAPTURE or chance.random() < 0.2):
        party.let_time_pass()


def _pause(party, chance):
    party.do(transitions.pause, party.host)
    party.wait(chance.random())
    party.do(transitions.resume, party.host)


def _send_late(party, chance):
    party.wait(-(late := chance.choice([0, 0.5, 1])))
    party.do(transitions.submit, services.new_id(), _somebody(party, chance))
    party.wait(late)


def _take(party, chance):
    takes = [take.id for round_ in party.room.rounds for take in round_.takes]
    return chance.choice(takes or [services.new_id()])


def _configure(party, chance):
    settings = Settings(rounds=2, approve_photos=chance.random() < 0.5)
    party.do(transitions.configure, settings, party.room.deck, party.host)


ANYTHING = [
    *[_send_late] * 15,
    *[lambda p, c: p.judge(_take(p, c), c.random())] * 6,
    *[_go_on] * 10,
    lambda p, c: p.start(),
    lambda p, c: p.do(transitions.again, p.host),
    lambda p, c: p.do(transitions.finish_posing, _somebody(p, c)),
    _pause,
    lambda p, c: p.do(showing.moderate, _take(p, c), p.host, approved=True, hidden=True, keep_score=False),
    lambda p, c: p.do(seating.connect, _somebody(p, c), "another socket"),
    lambda p, c: p.do(seating.disconnect, _somebody(p, c), "another socket"),
    lambda p, c: p.do(seating.calibrate, _somebody(p, c), {"eyes_shut": c.random()}),
    lambda p, c: p.do(seating.set_plays, _somebody(p, c), c.random() < 0.5),
    _leave_and_return,
    lambda p, c: p.do(hosting.take_over, _somebody(p, c)),
    lambda p, c: p.sit_down(f"Guest {len(p.seats)}"),
    _configure,
]


def test_a_game_from_before_there_were_kinds_goes_on(small_deck, now, screens):
    party = posing(small_deck, now, "Mia", "Ben", rounds=2)
    row = models.Room.objects.get(code=party.code)
    settings = {name: value for name, value in row.settings.items() if name != "programme"}
    prompts = [planned["prompts"][0] for planned in row.prompts]
    before = party.room
    models.Room.objects.filter(id=row.id).update(settings=settings, prompts=prompts)
    room_cache.forget(before.id)
    assert [(planned.kind, planned.prompts) for planned in party.room.plan] == [
        (planned.kind, planned.prompts) for planned in before.plan
    ]
    party.shoot("Mia")
    party.go_to(Phase.PODIUM)
    assert party.room.settings.programme == "classic"


def _raise_version(party):
    """What another process does: nobody here is told."""
    models.Room.objects.filter(code=party.code).update(version=party.room.version + 1, owner=None)


@committing
def test_a_room_at_its_version_is_read_once(small_deck, now, screens, django_assert_num_queries):
    party = posing(small_deck, now, "Mia", "Ben", rounds=2)
    with django_assert_num_queries(1):
        assert repository.get(party.code).phase is Phase.CAPTURE


@committing
def test_what_another_process_changes_is_seen_at_once(small_deck, now, screens):
    party = posing(small_deck, now, "Mia", "Ben", rounds=2)
    assert repository.get(party.code).owner
    _raise_version(party)
    assert repository.get(party.code).owner is None


@committing
def test_a_change_that_is_taken_back_is_not_remembered(small_deck, now, screens):
    party = posing(small_deck, now, "Mia", "Ben", rounds=2)
    before = repository.get(party.code)
    with suppress(ZeroDivisionError), transaction.atomic():
        party.send("Mia")
        raise ZeroDivisionError
    assert repository.get(party.code) == before

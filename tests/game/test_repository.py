from contextlib import suppress

import pytest
from django.db import transaction

from game import models, remembered, repository, services
from game.engine.events import Kind
from game.engine.state import Phase
from tests.game.parties import Party, posing
from tests.game.test_updates import HAPPENINGS

pytestmark = pytest.mark.django_db
committing = pytest.mark.django_db(transaction=True)


@pytest.fixture
def changes(monkeypatch, screens):
    """Every room as a change left it, beside the room as it is loaded then."""
    seen = []
    change = services.change

    def watched(code, *args):
        after = change(code, *args)
        remembered.forget(after.id)
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
        for _ in range(3):
            party.let_time_pass()
    assert party.room.phase is Phase.PODIUM
    for saved, loaded in changes:
        assert loaded == saved


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

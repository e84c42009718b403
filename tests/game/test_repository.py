import pytest

from game import repository, services
from game.engine.events import Kind
from game.engine.state import Phase
from tests.game.parties import Party, posing
from tests.game.test_updates import HAPPENINGS

pytestmark = pytest.mark.django_db


@pytest.fixture
def changes(monkeypatch, screens):
    """Every room as a change left it, beside the room as it is loaded then."""
    seen = []
    change = services.change

    def watched(code, *args):
        after = change(code, *args)
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

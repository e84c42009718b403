"""What a room shows of photos that wait for the host."""

import pytest

from game.engine import showing, transitions
from game.engine.state import Phase, Settings
from game.rooms import snapshots
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


def test_its_own_player_sees_it_all_the_while(party):
    (take,) = snapshots.you(party.room, party.room.seat(party.seats["Ben"])).takes
    assert party.take in take.photo

"""An evening with much of one person in it."""

import pytest

from game import models
from game.engine import transitions
from game.engine.state import Phase
from game.panel import moderation as panel_moderation
from game.photos import moderation
from tests.support import evenings
from tests.support.evenings import NAME, OTHER


@pytest.fixture
def evening(small_deck, now) -> evenings.Evening:
    """Wilhelmina has photos in two rounds and a game that is over, was reported, banned, and is second host."""
    host = evenings.host("hana")
    found = evenings.evening(host, small_deck, now, NAME, OTHER, rounds=2)
    party = found.party
    evenings.shoot(party, OTHER)
    party.do(transitions.finish_posing, party.seats[NAME])
    party.go_to(Phase.PODIUM)
    party.do(transitions.again, party.host)
    party.start()
    party.go_to(Phase.CAPTURE)
    evenings.shoot(party, NAME, 0.4)
    party.send(NAME)
    others = models.Take.objects.filter(seat=found.seat(OTHER))
    moderation.report(party.code, party.seats[NAME], str(others[0].pk), now)
    panel_moderation.moderate(host, found.take, now, approved=True, hidden=True)
    return found

import pytest

from game.engine import faces, transitions
from game.engine.prompts import OwnFace
from game.privacy import person_erasure
from tests.game.privacy.test_person_erasure import assert_nothing_of, rows_with
from tests.support.evenings import NAME

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage", "screens")]


@pytest.mark.parametrize("played", [[], ["card"], ["card", "copy"]])
def test_a_card_that_a_guest_made_in_the_lobby_keeps_nothing_of_them(evening, now, caplog, played):
    party, seat = evening.party, evening.seat(NAME)
    party.do(transitions.end, party.host)
    party.do(faces.make, OwnFace("made-1", str(seat.id), 0.0, 0.0, 1.0))
    for kind in played:
        party.play(kind)
    person_erasure.erase_seat(seat, now)
    assert_nothing_of(seat, caplog)
    assert rows_with(NAME) == []
    assert party.room.faces == ()

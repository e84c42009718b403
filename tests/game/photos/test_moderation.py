import pytest

from game import models
from game.engine import errors
from game.photos import moderation
from tests.support.parties import posing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("screens")]


def test_a_photo_is_reported_once_by_each(small_deck, now):
    party = posing(small_deck, now, "Mia", "Ben")
    take = party.shoot("Ben")
    for _ in range(2):
        moderation.report(party.code, party.seats["Mia"], take, now)
    assert models.Report.objects.count() == 1


@pytest.mark.parametrize("take", ["", "no id", "00000000-0000-0000-0000-000000000000", "\x00"])
def test_what_is_no_photo_cannot_be_reported(take, small_deck, now):
    party = posing(small_deck, now, "Mia")
    with pytest.raises(errors.WrongPhase):
        moderation.report(party.code, party.seats["Mia"], take, now)

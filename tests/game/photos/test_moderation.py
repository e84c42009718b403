import pytest

from game import models
from game.engine import errors
from game.engine.state import Phase
from game.photos import moderation
from tests.support.parties import Party, posing

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


def test_a_photo_of_two_is_taken_down_by_both_and_by_nobody_else(small_deck, now):
    party = Party(small_deck, now, "Mia", "Ben", "Cleo", "Dan")
    party.play("pair")
    party.go_to(Phase.CAPTURE)
    take = party.shoot("Mia")
    mate = next(given.mates[0] for given in party.room.round.dealt if given.seat == party.seats["Mia"])
    for name, player in party.players.items():
        if name != "Mia" and party.seats[name] != mate:
            with pytest.raises(errors.NotYourPhoto):
                moderation.withdraw(party.code, player.id, take, now)
    moderation.withdraw(party.code, party.players[party.name_of(mate)].id, take, now)
    assert party.room.take(take).withdrawn

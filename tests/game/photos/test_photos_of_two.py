"""A photo of the pair card shows both of a pair, so both say where it is shown."""

from datetime import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from game import models
from game.engine import seating
from game.engine.state import Phase
from game.photos import recaps
from game.rooms import photo_links, snapshots
from game.rooms.storage_keys import photo_key
from tests.support.parties import Party

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("screens")]


@pytest.fixture
def party(small_deck: models.Deck, now: datetime) -> Party:
    """Mia has sent the photo of both, and Ben does not want to be seen after the reveal."""
    party = Party(small_deck, now, "Mia", "Ben")
    party.play("pair")
    party.go_to(Phase.CAPTURE)
    party.shoot("Mia")
    party.do(seating.set_celebrated, party.seats["Ben"], False)
    return party


def test_neither_podium_nor_titles_nor_recap_show_who_does_not_want_it(party: Party) -> None:
    party.go_to(Phase.REVEAL)
    assert snapshots.room_view(party.room).results[party.seats["Mia"]].photo
    party.go_to(Phase.PODIUM)
    view = snapshots.room_view(party.room)
    assert view.superlatives and not any(title.photo for title in view.superlatives.values())
    assert not view.standings[party.seats["Mia"]].best
    assert recaps.recap(party.room)["rounds"][0]["shots"][0]["photo"] == ""


def test_its_link_ends_with_the_round(client: Client, party: Party) -> None:
    (take,) = party.room.round.takes
    key = photo_key(party.room.id, take.id)
    default_storage.save(key, ContentFile(b"a photo"))
    models.Take.objects.update(photo=key)
    link = photo_links.photo_url(party.code, take.id)
    party.go_to(Phase.REVEAL)
    assert client.get(link).status_code != 404
    party.go_to(Phase.PODIUM)
    assert client.get(link).status_code == 404


def test_both_can_take_it_down_from_the_recap(party: Party) -> None:
    party.go_to(Phase.PODIUM)
    for player in party.players.values():
        assert recaps.recap(party.room, player.id)["rounds"][0]["shots"][0]["may"] == "take_down"

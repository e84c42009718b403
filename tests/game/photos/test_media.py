import httpx
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from game import models
from game.engine import seating, showing, transitions
from game.engine.state import Phase
from game.privacy import room_erasure
from game.rooms import photo_links
from game.rooms.storage_keys import photo_key
from tests.support.parties import Party, posing

pytestmark = pytest.mark.django_db


@pytest.fixture
def party(small_deck, now, screens):
    return posing(small_deck, now, "Mia", "Ben")


@pytest.fixture
def take(party):
    take_id = party.shoot("Ben")
    key = photo_key(party.room.id, take_id)
    default_storage.save(key, ContentFile(b"a photo"))
    models.Take.objects.update(photo=key)
    return party.room.round.takes[0]


def opened(client, url):
    """The bytes behind a link, followed into the bucket where there is one; or the status."""
    answer = client.get(url)
    if answer.status_code == 302:
        return httpx.get(answer["Location"]).content
    return answer.content if answer.status_code == 200 else answer.status_code


def test_a_photo_is_seen_by_whoever_has_its_link(client, party, take):
    url = photo_links.shown_photo(party.room, take)
    assert opened(client, url) == b"a photo"
    assert "private" in client.get(url)["Cache-Control"]


@pytest.mark.parametrize("signature", ["", "?s=", "?s=nonsense", "?s={other}"])
def test_a_photo_without_its_own_signature_is_not_there(client, party, take, signature):
    other = photo_links.photo_signature(party.send("Mia"))
    path = photo_links.shown_photo(party.room, take).split("?")[0]
    assert opened(client, path + signature.format(other=other)) == 404


def test_a_hidden_photo_has_no_link_and_its_old_one_is_dead(client, party, take):
    url = photo_links.shown_photo(party.room, take)
    party.do(showing.moderate, take.id, party.host, approved=True, hidden=True)
    assert photo_links.shown_photo(party.room, party.room.round.takes[0]) is None
    assert opened(client, url) == 404


@pytest.mark.parametrize("link", [photo_links.shown_photo, photo_links.own_photo])
def test_who_shows_no_photos_at_the_end_is_seen_until_the_round_is_over(client, party, take, link):
    url = link(party.room, take)
    party.do(seating.set_celebrated, party.seats["Ben"], False)
    party.go_to(Phase.REVEAL)
    assert opened(client, url) == b"a photo"
    for over in (Phase.GET_READY, Phase.PODIUM):
        party.go_to(over)
        assert opened(client, url) == (b"a photo" if link is photo_links.own_photo else 404)
    party.do(seating.set_celebrated, party.seats["Ben"], True)
    assert opened(client, url) == b"a photo"
    party.do(transitions.again, party.host)
    assert opened(client, url) == b"a photo"


def test_what_the_host_holds_back_again_is_seen_by_its_own_player_alone(client, party, take):
    shown, own = photo_links.shown_photo(party.room, take), photo_links.own_photo(party.room, take)
    party.do(showing.moderate, take.id, party.host, approved=False, hidden=False)
    assert (opened(client, shown), opened(client, own)) == (404, b"a photo")


def test_a_photo_is_not_shown_under_another_room(client, small_deck, now, party, take):
    other = Party(small_deck, now, "Cleo")
    url = photo_links.shown_photo(party.room, take).replace(party.code, other.code)
    assert opened(client, url) == 404


def test_a_photo_is_gone_with_its_room(client, party, take, now):
    url = photo_links.shown_photo(party.room, take)
    room_erasure.erase_room(party.code, now, reason="expired")
    assert opened(client, url) == 404


def test_a_photo_that_is_still_judged_has_no_link(party):
    party.send("Mia")
    assert photo_links.shown_photo(party.room, party.room.round.takes[0]) is None


def test_prompts_are_shown_to_everybody_and_kept_by_browsers(client, small_deck):
    answer = client.get(small_deck.prompts.first().picture_url)
    assert opened(client, small_deck.prompts.first().picture_url).startswith(b"<svg")
    assert answer.status_code == 302 or "immutable" in answer["Cache-Control"]


def test_a_drawing_from_the_storage_runs_no_scripts(client, small_deck):
    answer = client.get(small_deck.prompts.first().picture_url)
    assert answer.status_code == 302 or "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/art/avatars/miko.svg", "/art/faces/miko/0-100-50.svg"])
def test_drawn_pictures_are_svg(client, path):
    answer = client.get(path)
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content


@pytest.mark.parametrize(
    "path", ["/art/avatars/nobody.svg", "/art/faces/miko/0-101-0.svg", "/art/faces/nobody/0-0-0.svg"]
)
def test_what_cannot_be_drawn_is_not_there(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("code", ["A" * 3500, "ABCD", "ABCDEF"])
def test_there_is_no_qr_code_for_what_is_no_room_code(client, code):
    assert client.get(f"/r/{code}/qr.svg").status_code == 404


def test_a_link_into_the_bucket_is_forgotten_before_it_is_dead(client, party, take):
    answer = client.get(photo_links.shown_photo(party.room, take))
    if answer.status_code == 302:
        assert ("Expires=60&" in answer["Location"], answer["Cache-Control"]) == (True, "private, max-age=30")

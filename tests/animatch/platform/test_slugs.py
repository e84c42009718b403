"""An address for every name, and none twice."""

import pytest

from animatch.platform.slugs import free_slug
from game.decks.models import Deck

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "slug"), [("Fox & Friends", "fox-friends"), ("狐", "deck"), ("a" * 60, "a" * 40), ("Zoë", "zoe")]
)
def test_a_slug_is_as_near_to_the_name_as_ascii_allows(name, slug):
    assert free_slug(Deck, name) == slug


def test_the_next_of_a_name_gets_the_first_free_number():
    found = []
    for _ in range(3):
        found.append(free_slug(Deck, "Fox"))
        Deck.objects.create(name="Fox", slug=found[-1])
    assert found == ["fox", "fox-2", "fox-3"]
    Deck.objects.filter(slug="fox-2").delete()
    assert free_slug(Deck, "Fox") == "fox-2"

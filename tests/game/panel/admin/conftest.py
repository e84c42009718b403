import pytest
from django.contrib.auth.models import User
from django.test import Client

from game import models
from scoring.galleries.models import GalleryImport
from tests.support import casts, evenings
from tests.support.evenings import Evening
from tests.support.galleries import gallery


@pytest.fixture
def hana(db: None) -> User:
    return evenings.host("hana")


@pytest.fixture
def boss(db: None) -> User:
    return evenings.host("boss", everything=True)


@pytest.fixture
def evening(hana, small_deck, now) -> Evening:
    return evenings.evening(hana, small_deck, now)


@pytest.fixture
def panel(hana, screens) -> Client:
    """The panel, with hana signed in."""
    client = Client()
    client.force_login(hana)
    return client


@pytest.fixture
def others(small_deck, now, screens) -> Evening:
    """What belongs to another host."""
    zelda = evenings.host("zelda")
    found = evenings.evening(zelda, small_deck, now)
    models.Ban.objects.create(player=found.seat("Ben of zelda").player, banned_by=zelda, banned_at=now)
    models.DeckImport.objects.create(owner=zelda, name="Import of zelda", created_at=now)
    models.Erasure.objects.create(reason="room", room_code="ZELDA", host=zelda, erased_at=now, rows=1, objects_erased=1)
    theirs = gallery("Gallery of zelda", zelda, "Cem of zelda")
    GalleryImport.objects.create(owner=zelda, name="Portraits of zelda", may=True, gallery=theirs, created_at=now)
    casts.of_host(zelda, "Cast of zelda")
    return found

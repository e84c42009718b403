"""The gallery that everybody has: our characters, by how they are drawn."""

from collections import Counter
from datetime import datetime
from io import StringIO

import numpy as np
import pytest
from django.core.management import call_command
from django.test import Client

from game.art.characters import CHARACTERS
from game.booths import drawn_faces
from game.booths.drawn_faces import load_drawn_faces
from scoring.galleries import matrix, ranking
from scoring.galleries.models import Gallery, Portrait

pytestmark = pytest.mark.django_db


def test_everybody_is_in_it_with_a_picture_that_is_there(now: datetime, client: Client) -> None:
    gallery = load_drawn_faces(now)
    people = gallery.people.all()
    assert {person.name for person in people} == {character.name for character in CHARACTERS}
    assert {client.get(person.picture).headers["Content-Type"] for person in people} == {"image/svg+xml"}
    assert (gallery.public, gallery.owner, gallery.embedder) == (True, None, "proportions-1")


def test_loading_it_twice_changes_nothing(now: datetime) -> None:
    gallery = load_drawn_faces(now)
    before = set(Portrait.objects.values_list("id", flat=True)), Gallery.objects.get().version
    load_drawn_faces(now)
    assert (set(Portrait.objects.values_list("id", flat=True)), Gallery.objects.get().version) == before
    assert gallery.people.count() == len(CHARACTERS)


def test_a_character_that_is_drawn_differently_is_replaced_and_one_that_is_gone_goes(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_drawn_faces(now)
    version = Gallery.objects.get().version
    monkeypatch.setattr(drawn_faces, "CHARACTERS", CHARACTERS[1:])
    gallery = load_drawn_faces(now)
    assert gallery.people.count() == len(CHARACTERS) - 1
    assert Portrait.objects.count() == len(CHARACTERS) - 1
    assert Gallery.objects.get().version > version


def test_everybody_has_their_own_face_and_no_one_is_the_star_of_all(now: datetime) -> None:
    gallery = load_drawn_faces(now)
    faces = np.random.default_rng(4).normal(size=(800, 5)).clip(-2.5, 2.5).astype(np.float32)
    shelf = matrix.of(gallery.id).shelf
    wins = Counter(ranking.standings(shelf, face, 1)[0].person for face in faces)
    assert len(wins) == len(CHARACTERS)
    assert max(wins.values()) < 3 * min(wins.values())


def test_the_command_says_how_many_there_are() -> None:
    out = StringIO()
    call_command("load_drawn_faces", stdout=out)
    assert out.getvalue() == f"Drawn faces: {len(CHARACTERS)} people\n"

"""Who looks like a face: always somebody, by name, in the gallery as it is now."""

import threading
from collections.abc import Callable

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from scoring.galleries import cohorts, matrix, search
from scoring.galleries.cohorts import Cohort
from scoring.galleries.errors import GalleryRefused
from scoring.galleries.models import Gallery
from scoring.galleries.search import lookalikes, with_parents
from tests.scoring.galleries.crowds import at, enrol, enrolled, somebody

pytestmark = pytest.mark.django_db
ANN, BEN, CLEO, STRANGER = (somebody(seed) for seed in range(4))


@pytest.fixture
def friends() -> Gallery:
    return enrolled({"Ann": [ANN, at(ANN, 0.4)], "Ben": [BEN], "Cleo": [CLEO]})


def changed(gallery: Gallery) -> None:
    """As every service leaves it behind."""
    gallery.version += 1
    gallery.save(update_fields=["version"])


def test_the_nearest_come_first_and_each_once(friends: Gallery) -> None:
    found = lookalikes(friends, at(ANN, 0.2), top=3)
    assert next(one.name for one in found) == "Ann"
    assert sorted(one.name for one in found) == ["Ann", "Ben", "Cleo"]
    assert found[0].is_match
    assert not found[1].is_match


def test_there_is_somebody_even_for_who_resembles_nobody(friends: Gallery) -> None:
    (only,) = lookalikes(friends, at(STRANGER, 9.0), top=0)
    assert not only.is_match


def test_a_match_says_which_portrait_it_is_by(friends: Gallery) -> None:
    (ann,) = lookalikes(friends, at(ANN, 0.4), top=1)
    (named,) = friends.people.get(name="Ann").portraits.filter(vector=at(ANN, 0.4).tobytes())
    assert (ann.person, ann.portrait) == (str(named.person_id), str(named.id))
    assert set(ann.as_dict()) == {"person", "name", "portrait", "picture", "distance", "closer_than", "is_match"}


def test_a_threshold_of_ones_own_takes_the_place_of_the_usual_one(friends: Gallery) -> None:
    face = at(BEN, 0.3)
    assert [lookalikes(friends, face, 1, threshold)[0].is_match for threshold in (None, 0.2, 0.31)] == [
        True,
        False,
        True,
    ]


def test_a_drawing_is_nobodys_match_and_has_an_address_for_a_picture() -> None:
    drawn = Gallery.objects.create(slug="drawn", name="drawn", embedder="proportions-1")
    miko = drawn.people.create(name="Miko", key="miko", picture="/art/avatars/miko.svg")
    vector = np.ones(5, np.float32)
    miko.portraits.create(
        content_hash="x", vector=vector.tobytes(), embedder="proportions-1", created_at="2026-05-09T20:00Z"
    )
    (only,) = lookalikes(drawn, vector)
    assert (only.distance, only.is_match, only.portrait, only.picture) == (0, False, None, "/art/avatars/miko.svg")


def test_numbers_of_another_network_are_not_compared(friends: Gallery) -> None:
    person = friends.people.create(name="Old", key="old")
    person.portraits.create(
        content_hash="x", vector=ANN.tobytes(), embedder="sface-2021dec", created_at="2026-05-09T20:00Z"
    )
    assert "Old" not in [one.name for one in lookalikes(friends, ANN, top=10)]


def test_who_comes_in_is_found_at_once(friends: Gallery) -> None:
    assert lookalikes(friends, at(STRANGER, 0.1), 1)[0].name != "Dan"
    enrol(friends, "Dan", [STRANGER])
    changed(friends)
    assert lookalikes(friends, at(STRANGER, 0.1), 1)[0].name == "Dan"


def test_an_empty_gallery_says_so() -> None:
    with pytest.raises(GalleryRefused, match="gallery_empty"):
        lookalikes(Gallery.objects.create(slug="empty", name="empty"), ANN)


def test_a_gallery_that_is_deleted_while_somebody_waits_says_so(friends: Gallery) -> None:
    lookalikes(friends, ANN)
    Gallery.objects.filter(id=friends.id).delete()
    for ask in (lookalikes, with_parents):
        with pytest.raises(GalleryRefused, match="no_such_gallery"):
            ask(friends, ANN)


def once(change: Callable[[], None]) -> Callable[[], None]:
    left = [change]
    return lambda: left.pop()() if left else None


def test_a_gallery_that_changes_while_it_is_searched_is_searched_again(
    friends: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first look meets a matrix that turns to noughts under its eyes, and takes no name from it."""
    whole = search.matches

    def leave() -> None:
        friends.people.get(name="Ann").delete()
        changed(friends)
        matrix.forget(friends.id)

    leaving = once(leave)

    def matches(*args: object) -> object:
        found = whole(*args)
        leaving()
        return found

    monkeypatch.setattr(search, "matches", matches)
    assert [one.name for one in lookalikes(friends, ANN, top=3)] in (["Ben", "Cleo"], ["Cleo", "Ben"])


def test_a_person_who_goes_between_the_numbers_and_the_names_is_not_named(
    friends: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = search.ranking.standings

    def leave() -> None:
        friends.people.get(name="Ann").delete()
        changed(friends)

    leaving = once(leave)

    def standings(*args: object) -> object:
        found = whole(*args)
        leaving()
        return found

    monkeypatch.setattr(search.ranking, "standings", standings)
    assert "Ann" not in [one.name for one in lookalikes(friends, ANN, top=3)]


def test_a_gallery_that_never_rests_says_so(friends: Gallery, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = search.matches

    def matches(*args: object) -> object:
        changed(friends)
        return whole(*args)

    monkeypatch.setattr(search, "matches", matches)
    with pytest.raises(GalleryRefused, match="gallery_busy"):
        lookalikes(friends, ANN)


@pytest.mark.django_db(transaction=True)
def test_many_ask_while_the_gallery_grows(friends: Gallery) -> None:
    """Everybody who asks is told of somebody who is nearest, whatever comes in meanwhile."""
    told, failed = [], []

    def ask() -> None:
        try:
            told.extend(lookalikes(friends, at(ANN, 0.1), 1)[0].name for _ in range(10))
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(5):
        enrol(friends, f"guest {number}", [somebody(100 + number)])
        changed(friends)
        matrix.forget(friends.id)
    for thread in threads:
        thread.join()
    assert [error for error in failed if getattr(error, "code", "") != "gallery_busy"] == []
    assert set(told) <= {"Ann"}


def test_parents_are_told_by_name(friends: Gallery) -> None:
    _, found = with_parents(friends, 0.65 * CLEO + 0.35 * BEN)
    assert found is not None
    assert (found.first.name, found.second.name) == ("Cleo", "Ben")
    assert found.as_dict()["share"] == pytest.approx(0.65, abs=0.02)


def test_nobody_has_parents_in_a_gallery_of_one() -> None:
    matches, found = with_parents(enrolled({"Ann": [ANN]}, slug="alone"), STRANGER)
    assert ([one.name for one in matches], found) == (["Ann"], None)


@pytest.mark.parametrize("top", [1, 2, 100])
def test_one_search_tells_the_nearest_and_the_parents(friends: Gallery, top: int) -> None:
    face = 0.65 * CLEO + 0.35 * BEN
    matrix.of(friends.id)
    with CaptureQueriesContext(connection) as alone:
        nearest = lookalikes(friends, face, top)
    with CaptureQueriesContext(connection) as both:
        matches, _ = with_parents(friends, face, top)
    assert matches == nearest
    assert len(both) == len(alone)


# What a distance means


def test_a_percentage_is_of_strangers_who_are_farther_away() -> None:
    thirty = Cohort(sure=0.5, match=0.6, people=30, distances=tuple(np.linspace(0.6, 1.0, 21)))
    assert [thirty.closer_than(distance) for distance in (0.8, 0.85, 1.2)] == [50, 37, 0]


def test_no_percentage_claims_more_than_so_many_people_can_bear_out() -> None:
    twelve = Cohort(sure=0.5, match=0.6, people=12, distances=tuple(np.linspace(0.6, 1.0, 21)))
    assert twelve.closer_than(0.1) == 91


def test_too_few_strangers_tell_nothing() -> None:
    assert Cohort(sure=0.5, match=0.6, people=6, distances=tuple(np.linspace(0.6, 1.0, 21))).closer_than(0.3) is None


@pytest.mark.parametrize("embedder", ["dlib-resnet-1", "sface-2021dec", "proportions-1"])
def test_every_embedder_has_its_own_thresholds(embedder: str) -> None:
    cohort = cohorts.of(embedder)
    assert cohort.sure <= cohort.match
    assert list(cohort.distances) == sorted(cohort.distances)

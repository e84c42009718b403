"""The whole loop, on the numbers of real faces and of made-up people who resemble them."""

from datetime import datetime, timedelta
from functools import cache
from itertools import count
from uuid import UUID

import numpy as np
import pytest

from animatch.platform.storages import default_storage
from scoring.casts import examples, exams, feedback, predicting, training, versions, withdrawing
from scoring.casts.errors import CastRefused
from scoring.casts.features import PROPORTIONS
from scoring.casts.models import Example, ModelVersion
from scoring.galleries import vectors
from scoring.imports import pictures
from scoring.tasks import find_faces
from tests.support.casts import APART, NOW, add, cast, character, photo_of, train
from tests.support.casts import face as face_of
from tests.support.galleries import SQUARE
from tests.support.photos import astronaut, face

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]

LIKE = {"Hana": "obama", "Kenji": "biden", "Miko": "astronaut"}
"""Whom of the people in the photos each character looks like."""
OTHER = {"Hana": "obama2", "Kenji": "biden2", "Miko": "astronaut"}
WRONG = {"Hana": "Kenji", "Kenji": "Hana", "Miko": "Miko"}


def photo(name: str) -> bytes:
    return astronaut() if name == "astronaut" else face(name)


@pytest.fixture
def seen(upload):
    """What the vision queue sees in a photo."""

    @cache
    def look(name: str) -> dict:
        told = find_faces.apply(kwargs={"upload": upload(photo(name)), "single": True}).get()
        assert told["code"] == "seen"
        return told["faces"][0]

    return look


class Party:
    """Visitors of a cast, who know whom they resemble."""

    def __init__(self, seen) -> None:
        self.seen, self.cast = seen, cast(least=10)
        # Who they are says on which side of the exam they stand.
        self.players = (UUID(int=number) for number in count())

    def neighbours(self, name: str, numbers: range) -> tuple[list[np.ndarray], list[np.ndarray]]:
        """Vectors and proportions of people around a real face, as far from it as people are from each other."""
        middle, built = (vectors.by(self.seen(LIKE[name]), each) for each in (self.cast.embedder, PROPORTIONS))
        randoms = [np.random.default_rng([number, *name.encode()]) for number in numbers]
        people = [photo_of(middle + APART * random.normal(size=128)) for random in randoms]
        return people, [built + random.normal(size=5).astype(np.float32) for random in randoms]

    def given(self, numbers: range, labels: dict[str, str], now: datetime = NOW) -> None:
        """By a host; who looks like whom, and is said to."""
        for name, label in labels.items():
            people, built = self.neighbours(name, numbers)
            add(self.cast, people, label, proportions=built, now=now)

    def visit(self, looks_at: dict, data: bytes, truth: str, now: datetime, *, consent: bool = True) -> str:
        """What somebody is told, and says; their photo is kept if they let us."""
        player = next(self.players)
        answer = predicting.predict(self.cast, looks_at, now, player=player)
        liked = answer.winner.name == truth
        feedback.say(answer.prediction, liked, now, None if liked else character(self.cast, truth))
        if consent:
            examples.keep(answer.prediction, data, looks_at, player=player, consent=True, child=False, now=now)
        return answer.winner.name

    def crowd(self, numbers: range, now: datetime) -> None:
        for name in LIKE:
            for number, vector, built in zip(numbers, *self.neighbours(name, numbers), strict=True):
                self.visit(face_of(vector, built), f"{name} {number}".encode(), name, now)

    def take_for_each_other(self, one: str, other: str) -> None:
        """In all that is learned from, and in no exam."""
        taught = Example.objects.filter(cast=self.cast, group__part="training")
        pair = character(self.cast, one), character(self.cast, other)
        ids = [list(taught.filter(character=each).values_list("pk", flat=True)) for each in pair]
        for each, rows in zip(pair, reversed(ids), strict=True):
            Example.objects.filter(pk__in=rows).update(character=each)

    def told(self, name: str) -> str:
        return predicting.predict(self.cast, self.seen(OTHER[name]), NOW).winner.name

    def answering(self) -> int:
        return ModelVersion.objects.get(cast=self.cast, status="champion").number


@pytest.mark.slow
def test_what_visitors_say_makes_it_better_and_nothing_else_does(seen, monkeypatch):
    party = Party(seen)
    # A host takes two of them for each other, sees it too late, and throws those photos away.
    party.given(range(12), WRONG)
    assert train(party.cast).verdict["code"] == "first"
    assert [party.told(name) for name in LIKE] == list(WRONG.values())
    withdrawing.withdraw(Example.objects.exclude(character__name="Miko"))

    # Three real visitors say so; without consent nothing of them is kept.
    day = NOW + timedelta(days=1)
    for name, shown in LIKE.items():
        assert party.visit(seen(shown), photo(shown), name, day, consent=False) == WRONG[name]
    assert not Example.objects.filter(player__isnull=False).exists()
    for name, shown in LIKE.items():
        party.visit(seen(shown), photo(shown), name, day)
    kept = Example.objects.filter(player__isnull=False).order_by("created_at")
    assert [(row.source, row.character.name) for row in kept] == [
        ("named", "Hana"),
        ("named", "Kenji"),
        ("liked", "Miko"),
    ]
    assert all(default_storage.exists(row.picture) for row in kept)

    # Too few to learn from, until more have come.
    soon = NOW + timedelta(days=3)
    with pytest.raises(CastRefused, match="too_few_new"):
        training.train_now(party.cast, "schedule", None, soon)
    monkeypatch.setattr(pictures, "clean", lambda data, **how: ({}, SQUARE))
    party.crowd(range(100, 124), day + timedelta(hours=1))
    better = training.train_now(party.cast, "schedule", None, soon)
    assert (better.status, better.verdict["code"]) == ("champion", "better"), better.why
    assert [party.told(name) for name in LIKE] == ["Hana", "Kenji", "Miko"]

    # Equal, worse, and one that may be no more than lucky.
    assert train(party.cast, soon + timedelta(days=1)).verdict["code"] == "same"
    party.take_for_each_other("Hana", "Kenji")
    worse = train(party.cast, soon + timedelta(days=2))
    assert (worse.status, worse.verdict["code"]) == ("rejected", "worse"), worse.why
    party.take_for_each_other("Hana", "Kenji")
    assert party.answering() == better.number

    versions.roll_back(ModelVersion.objects.get(number=1))
    late = soon + timedelta(days=3)
    party.crowd(range(300, 308), late)
    # No like is asked about, so a new exam needs somebody whom the host has brought.
    party.given(range(400, 408), {"Miko": "Miko"}, late)
    exams.renew(party.cast, late + timedelta(hours=1))
    lucky = train(party.cast, late + timedelta(days=3))
    assert (lucky.status, lucky.verdict["code"]) == ("rejected", "too_few"), lucky.why
    assert lucky.verdict["won"] > lucky.verdict["lost"] and "a coin could do that" in lucky.why
    assert [party.told(name) for name in LIKE] == list(WRONG.values())

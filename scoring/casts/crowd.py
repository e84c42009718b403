"""The made-up people of a demo: their faces, what they are told, what they say to it, and what they let it keep."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

import numpy as np
from django.db import transaction

from scoring.casts import feedback, tallies
from scoring.casts.examples import Synthetic
from scoring.casts.learning.weights import Weights
from scoring.casts.models import Character, Example, Feedback, ModelVersion, Prediction
from scoring.casts.predicting import IN_RANDOM_ORDER
from scoring.vision.proportions import MOST

ALIKE = 0.75
"""Deviation of a made-up face from its character, in standard deviations of the characters' proportions."""
SAYS, SAYS_WHO, KEEPS = 0.7, 0.6, 0.5
"""How many say whether they like it, who then, and that their face may be kept."""
LIKES_RIGHT, LIKES_WRONG, LIKES_FIRST = 0.78, 0.25, 0.12
"""How many like a right answer and a wrong one, and how many more do because it comes first."""
PARTY_HOURS = 5
"""All come within so many hours of a day."""
Source = Example.Source


class Visit(NamedTuple):
    """One visitor's rows, none of them written yet."""

    prediction: Prediction
    feedback: Feedback | None
    kept: Synthetic | None


class Crowd:
    """People around k characters, whose proportions are centres, float32 (k, 5); the same ones every time."""

    def __init__(self, characters: Sequence[Character], centres: np.ndarray) -> None:
        self._characters, self._centres = list(characters), centres
        self._random = np.random.default_rng(1977)
        self._known = 0

    def given(self, each: int) -> Iterator[Synthetic]:
        """So many people for each character, as a host would bring them."""
        for index, character in enumerate(self._characters):
            for face in self._faces(np.full(each, index)):
                yield Synthetic(character, self._somebody(), face)

    def visits(self, version: ModelVersion, weights: Weights, count: int, until: datetime) -> list[Visit]:
        """So many visitors, whom a version answers."""
        truth = self._random.integers(len(self._characters), size=count)
        faces = self._faces(truth)
        chances = weights.probabilities(faces)
        return [
            self._visit(version, self._characters[truth[row]], faces[row], weights.classes, chances[row], until)
            for row in range(count)
        ]

    def _faces(self, like: np.ndarray) -> np.ndarray:
        around = self._centres[like] + self._random.normal(scale=ALIKE, size=(len(like), self._centres.shape[1]))
        return around.clip(-MOST, MOST).astype(np.float32)

    def _somebody(self) -> str:
        self._known += 1
        return f"demo {self._known}"

    def _chance(self, share: float) -> bool:
        return bool(self._random.random() < share)

    def _visit(
        self,
        version: ModelVersion,
        truth: Character,
        face: np.ndarray,
        classes: Sequence[str],
        chances: np.ndarray,
        until: datetime,
    ) -> Visit:
        best = int(chances.argmax())
        told = Prediction(
            id=uuid4(),
            cast_id=version.cast_id,
            version=version,
            winner_id=UUID(classes[best]),
            probability=float(chances[best]),
            ms=float(self._random.lognormal(4.1, 0.35)),
            shuffled=self._chance(1 / IN_RANDOM_ORDER),
            created_at=until - timedelta(hours=PARTY_HOURS * float(self._random.random())),
        )
        said = self._say(told, truth) if self._chance(SAYS) else None
        kept = self._keep(told, said, truth, face) if said and self._chance(KEEPS) else None
        return Visit(told, said, kept)

    def _say(self, told: Prediction, truth: Character) -> Feedback:
        right = told.winner_id == truth.pk
        liked = self._chance((LIKES_RIGHT if right else LIKES_WRONG) + (0 if told.shuffled else LIKES_FIRST))
        # Nobody says that it is whom they were just told.
        who = None if liked or right or not self._chance(SAYS_WHO) else truth
        return Feedback(prediction=told, liked=liked, who=who, created_at=told.created_at + timedelta(seconds=20))

    def _keep(self, told: Prediction, said: Feedback, truth: Character, face: np.ndarray) -> Synthetic:
        shown = next(each for each in self._characters if each.pk == told.winner_id)
        label = shown if said.liked else said.who
        source = Source.LIKED if said.liked else Source.NAMED if said.who else Source.DISLIKED
        return Synthetic(label, self._somebody(), face, source, told)


@transaction.atomic
def count(visits: Iterable[Visit]) -> None:
    """Count them, as it would have happened while they were there."""
    for told, said, kept in visits:
        liked = {} if said is None else feedback.counted(said.liked)
        tallies.add_to(
            told, predictions=1, ms=told.ms, shuffled=int(told.shuffled), kept=int(kept is not None), **liked
        )

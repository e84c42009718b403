"""Who is who among a cast's examples, and on which side of the exam they stand.

The person is the unit: photos belong to one person where the same visitor brought them, or where they are closer than
the embedder's match threshold. On which side a person stands is decided by a keyed hash before anything is learned,
and never again. A photo that seems to belong to persons on two sides would tell one side about the other; it goes to
neither.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

import numpy as np

from scoring.casts.models import Cast, Example, PersonGroup
from scoring.galleries import cohorts

Part = PersonGroup.Part
SHARES = ((Part.EXAM, 0.25), (Part.VALIDATION, 0.15))
"""Of all persons; the others are learned from."""


def part_of(key: bytes, who: str) -> Part:
    """Where whoever is known as `who` stands: the same every time, and not to be guessed without the key."""
    digest = hashlib.blake2b(who.encode(), key=key, digest_size=8).digest()
    place = int.from_bytes(digest, "big") / 2**64
    for part, share in SHARES:
        if place < share:
            return part
        place -= share
    return Part.TRAINING


@dataclass(frozen=True)
class Place:
    """Whose photo it is, and whether it is left aside. `new`: nobody like that was known."""

    group: UUID
    part: Part
    aside: bool = False
    new: bool = False


def unknown(cast: Cast, who: str) -> Place:
    """Where somebody stands of whom the cast has no photo yet."""
    return Place(uuid4(), part_of(bytes(cast.key), who), new=True)


class Sides:
    """Everybody whom a cast knows by a photo; those that are about to come in can be told of."""

    def __init__(self, cast: Cast) -> None:
        rows = Example.objects.filter(cast=cast).order_by("created_at", "id")
        found = rows.values_list("group_id", "group__part", "player", "embedder", "vector")
        self._cast, self._match = cast, cohorts.of(cast.embedder).match
        self._groups: list[tuple[UUID, Part, UUID | None]] = []
        self._vectors = np.empty((64, 0), np.float32)
        for group, part, player, embedder, vector in found:
            if embedder == cast.embedder:
                self._remember(group, Part(part), player, np.frombuffer(bytes(vector), "<f4"))

    def place(self, vector: np.ndarray, player: UUID | None, otherwise: str) -> Place:
        """Where a new photo belongs, float32 (dimension,); from now on it is there.

        `otherwise` is what a person is known by who has no visitor's id.
        """
        candidates = [*self._of_visitor(player), *self._near(vector)]
        found = self._decide(candidates, str(player or otherwise))
        self._remember(found.group, found.part, player, vector)
        return found

    def _decide(self, candidates: list[tuple[UUID, Part]], who: str) -> Place:
        if not candidates:
            return unknown(self._cast, who)
        group, part = candidates[0]
        return Place(group, part, aside=len({part for _, part in candidates}) > 1)

    def _of_visitor(self, player: UUID | None) -> Iterable[tuple[UUID, Part]]:
        return [(group, part) for group, part, other in self._groups if player and other == player]

    def _near(self, vector: np.ndarray) -> list[tuple[UUID, Part]]:
        """Those of the persons who may be the same, the nearest first."""
        if not self._groups:
            return []
        far = np.linalg.norm(self._vectors[: len(self._groups)] - vector, axis=1)
        return [self._groups[index][:2] for index in np.argsort(far) if far[index] < self._match]

    def _remember(self, group: UUID, part: Part, player: UUID | None, vector: np.ndarray) -> None:
        taken, room = len(self._groups), len(self._vectors)
        if not taken:
            self._vectors = np.empty((room, len(vector)), np.float32)
        elif taken == room:
            # Twice as much, so that it is seldom copied.
            self._vectors = np.concatenate([self._vectors, np.empty_like(self._vectors)])
        self._vectors[taken] = vector
        self._groups.append((group, part, player))

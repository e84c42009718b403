"""Who is in a photo: a name from a gallery for every face, each name at most once, and who is not there.

What was near a face is kept as numbers with the answer, so that "not this person" needs neither the photo nor the
face again.
"""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from itertools import zip_longest
from typing import Any, Literal

import numpy as np

from scoring.galleries import cohorts, ranking, search
from scoring.galleries.matrix import Matrix
from scoring.galleries.models import Gallery

NEAREST = 10
"""People who are remembered for each face."""
MOST_ABSENT = 100
"""Only who is missing of so few is worth telling."""
CLEAR = 0.05
"""By so much nobody else has to be as near, for a name to be certain."""

Zone = Literal["is", "might_be", "unknown"]
Veto = tuple[int, str]
"""The number of a face, from 0, and the id of somebody who it is not."""


@dataclass(frozen=True)
class Named:
    """A face's name, or none where it is unknown.

    distance: to that person, or where there is none to the nearest one; None where the face is too poor to tell.
    margin: by how much the next one is farther away; None where there is nobody else.
    """

    person: str | None
    name: str | None
    zone: Zone
    distance: float | None = None
    closer_than: int | None = None
    margin: float | None = None

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return asdict(self)


UNSEEN = Named(None, None, "unknown")


@dataclass(frozen=True)
class Naming:
    """faces: in the order that they were given in. absent: {"person", "name"} of those who have no face here.

    candidates: what `again` decides by, JSON-ready.
    """

    faces: list[Named]
    absent: list[dict[str, str]]
    candidates: dict[str, Any]


def name_faces(gallery: Gallery, vectors: Sequence[np.ndarray | None], vetoes: Collection[Veto] = ()) -> Naming:
    """Name the faces of one photo, float32 (dimension,) each, None for one that is too poor to tell.

    Raises GalleryRefused: gallery_empty, no_such_gallery, gallery_busy.
    """
    return again(search.reading(gallery, lambda held: _candidates(held, gallery, vectors)), vetoes)


def again(candidates: dict[str, Any], vetoes: Collection[Veto]) -> Naming:
    """The same decision from the numbers of a former one, for other vetoes."""
    cohort = cohorts.of(candidates["embedder"])
    barred = set(vetoes)
    faces = [
        None if near is None else [one for one in near if (number, one["person"]) not in barred]
        for number, near in enumerate(candidates["faces"])
    ]
    chosen = _assigned([near or [] for near in faces], cohort.match)
    named = [UNSEEN if near is None else _named(near, one, cohort) for near, one in zip_longest(faces, chosen)]
    present = {one.person for one in named}
    absent = [one for one in candidates["people"] if one["person"] not in present]
    return Naming(named, absent, candidates)


def _candidates(held: Matrix, gallery: Gallery, vectors: Sequence[np.ndarray | None]) -> dict[str, Any]:
    faces = [None if vector is None else _near(held, gallery, vector) for vector in vectors]
    people = gallery.people.order_by("key").values_list("id", "name")[: MOST_ABSENT + 1]
    known = [{"person": str(person), "name": name} for person, name in people]
    return {"embedder": gallery.embedder, "faces": faces, "people": known if len(known) <= MOST_ABSENT else []}


def _near(held: Matrix, gallery: Gallery, vector: np.ndarray) -> list[dict[str, Any]]:
    standings = ranking.standings(held.shelf, vector, NEAREST)
    return [
        {
            "person": match.person,
            "name": match.name,
            "distance": round(match.distance, 4),
            "adjusted": round(standing.adjusted, 4),
            "closer_than": match.closer_than,
        }
        for match, standing in zip(search.matches(held, gallery, standings), standings, strict=True)
    ]


def _assigned(faces: list[list[dict[str, Any]]], unknown: float) -> list[dict[str, Any] | None]:
    """Who of the near ones each face gets, nobody twice."""
    people = sorted({one["person"] for near in faces for one in near})
    costs = np.full((len(faces), len(people)), np.inf)
    for row, near in enumerate(faces):
        for one in near:
            costs[row, people.index(one["person"])] = one["adjusted"]
    columns = ranking.assignment(costs, unknown)
    return [
        None if column is None else next(one for one in near if one["person"] == people[column])
        for near, column in zip(faces, columns, strict=True)
    ]


def _named(near: list[dict[str, Any]], one: dict[str, Any] | None, cohort: cohorts.Cohort) -> Named:
    shown = one or min(near, key=lambda other: other["adjusted"], default=None)
    if shown is None:
        return UNSEEN
    others = [other["adjusted"] for other in near if other is not shown]
    margin = round(min(others) - shown["adjusted"], 4) if others else None
    if one is None:
        return Named(None, None, "unknown", shown["distance"], shown["closer_than"], margin)
    certain = one["adjusted"] <= cohort.sure and (margin is None or margin >= CLEAR)
    zone: Zone = "is" if certain else "might_be"
    return Named(one["person"], one["name"], zone, one["distance"], one["closer_than"], margin)

"""Who of a gallery looks like a face: all portraits at once, exactly, and never nobody."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

import numpy as np

from scoring.galleries import cohorts, matrix, ranking
from scoring.galleries.cohorts import Cohort
from scoring.galleries.errors import GalleryRefused
from scoring.galleries.matrix import Matrix
from scoring.galleries.models import Gallery, Person, Portrait
from scoring.galleries.ranking import Standing

MOST_ASKED = 100
"""People that a face can be compared with by name."""

Found = TypeVar("Found")


@dataclass(frozen=True)
class Match:
    """A person whom a face resembles.

    person, portrait: ids; no portrait where the person is drawn, whose picture then has an address. distance: as the
    threshold is about. closer_than: of 100 strangers, how many are farther from that person; None where nobody can
    tell. is_match: whether it may be the same person.
    """

    person: str
    name: str
    portrait: str | None
    picture: str
    distance: float
    closer_than: int | None
    is_match: bool

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return asdict(self) | {"distance": round(self.distance, 4)}


@dataclass(frozen=True)
class Parents:
    """The two people whose mixture comes closest to a face, and the share 0.5 .. 1 of the first."""

    first: Match
    second: Match
    share: float

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {"first": self.first.as_dict(), "second": self.second.as_dict(), "share": round(self.share, 2)}


def lookalikes(gallery: Gallery, vector: np.ndarray, top: int = 3, threshold: float | None = None) -> list[Match]:
    """The people of a gallery who look most like a face, float32 (dimension,), best first; at least one, a row each.

    At most MOST_ASKED. `threshold` takes the place of the embedder's own. Raises GalleryRefused: gallery_empty,
    no_such_gallery, gallery_busy.
    """
    top = _possible(top)
    return reading(gallery, lambda held: matches(held, gallery, ranking.standings(held.shelf, vector, top), threshold))


def with_parents(gallery: Gallery, vector: np.ndarray, top: int = 3) -> tuple[list[Match], Parents | None]:
    """As `lookalikes`, and in the same search the two people whose mixture comes closest; None where there are not two.

    Those are of the CONSIDERED nearest, or of all that are asked for. Raises as `lookalikes`.
    """
    return reading(gallery, lambda held: _with_parents(held, gallery, vector, _possible(top)))


def reading(gallery: Gallery, look: Callable[[Matrix], Found]) -> Found:
    """What `look` sees in a gallery's matrix, looking again where the gallery was changed while it looked.

    Raises GalleryRefused: gallery_empty, no_such_gallery, gallery_busy.
    """
    for _ in range(matrix.MOST_TRIES):
        held = matrix.of(gallery.id)
        try:
            found = look(held)
        except Gone:
            continue
        if matrix.is_current(held):
            return found
    raise GalleryRefused("gallery_busy")


class Gone(Exception):
    """Somebody who is in the matrix has no row any more: the gallery is being changed."""


def matches(
    held: Matrix, gallery: Gallery, standings: Sequence[Standing], threshold: float | None = None
) -> list[Match]:
    """People by name. Raises Gone."""
    cohort = cohorts.of(gallery.embedder)
    people = Person.objects.in_bulk([held.person_id(one.person) for one in standings])
    portraits = Portrait.objects.only("picture").in_bulk([held.portrait_id(one.portrait) for one in standings])
    try:
        return [
            _match(
                people[held.person_id(one.person)],
                portraits[held.portrait_id(one.portrait)],
                one,
                cohort,
                cohort.match if threshold is None else threshold,
            )
            for one in standings
        ]
    except KeyError:
        raise Gone from None


def _match(person: Person, portrait: Portrait, standing: Standing, cohort: Cohort, threshold: float) -> Match:
    return Match(
        person=str(person.id),
        name=person.name,
        portrait=str(portrait.id) if portrait.picture else None,
        picture=person.picture,
        distance=standing.distance,
        closer_than=cohort.closer_than(standing.adjusted),
        is_match=standing.distance <= threshold,
    )


def _with_parents(held: Matrix, gallery: Gallery, vector: np.ndarray, top: int) -> tuple[list[Match], Parents | None]:
    nearest = ranking.standings(held.shelf, vector, max(top, ranking.CONSIDERED))
    mixed = ranking.mixture(held.shelf, vector, nearest)
    pair = [mixed.first, mixed.second] if mixed else []
    found = matches(held, gallery, pair + nearest[:top])
    if mixed is None:
        return found, None
    first, second, *shown = found
    return shown, Parents(first, second, mixed.share)


def _possible(top: int) -> int:
    return min(max(top, 1), MOST_ASKED)

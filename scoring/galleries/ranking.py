"""Who is near whom: PURE arithmetic over the portraits of a gallery, all of them at once and exactly.

docs/decisions/0053 has what the numbers here were chosen by.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

CONSIDERED = 64
"""People, the nearest ones, whose order is decided by all of their portraits and by how common they are."""
OF_THE_REST = 0.5
"""How much a person's other portraits count beside the nearest one."""
NEARER_SHARE = 0.75
"""Share of a person's portraits, the nearest ones, that are taken together: a blurred one is left out."""
HALF_TRUSTED = 16
"""People in a gallery from which half of what it says about who resembles everybody is believed."""
LEAST_SHARE = 0.3
"""Of either parent in a mixture."""

_SIFTED = 16
"""Portraits, for each person who is wanted, that are taken from a sieve."""
_BLOCK = 128
_ROWS_AT_ONCE = 65_536


class Sieve(Protocol):
    """What tells roughly, and sooner than a look at each, which portraits are near a face."""

    def nearest(self, vector: np.ndarray, count: int) -> tuple[np.ndarray, float]:
        """Rows of `count` portraits, in any order, and a distance than which no other portrait is nearer."""


@dataclass(frozen=True)
class Shelf:
    """A gallery's portraits as numbers, those of one person beside each other.

    vectors: float32 (portraits, dimension). half: float32 (portraits,), half of their squares. person: int32
    (portraits,), 0, 1, 2, … in this order. first: int64 (people + 1,), the first portrait of each person, and the
    end. leaning: float32 (people,), see `leanings`. sieve: for large ones, where there is one.
    """

    vectors: np.ndarray
    half: np.ndarray
    person: np.ndarray
    first: np.ndarray
    leaning: np.ndarray
    sieve: Sieve | None = None


@dataclass(frozen=True)
class Standing:
    """How near a face is to a person.

    distance: as the embedder's threshold is about; of several portraits, see `together`. adjusted: without what the
    person has in common with everybody. portrait: the nearest one's row.
    """

    person: int
    portrait: int
    distance: float
    adjusted: float


@dataclass(frozen=True)
class Mixture:
    """Two people, the nearest portrait of each, and the share 0.5 .. 1 of the first with which they come closest."""

    first: Standing
    second: Standing
    share: float


def standings(shelf: Shelf, vector: np.ndarray, top: int) -> list[Standing]:
    """The people who are nearest to a face, float32 (dimension,), the nearest first, at most `top`.

    Exact: the nearest CONSIDERED people, or as many as are asked for, are found among all; their order is that of
    `Standing.adjusted`.
    """
    people = _nearest_people(shelf, vector, max(CONSIDERED, top))
    counts = shelf.first[people + 1] - shelf.first[people]
    starts = np.cumsum(counts) - counts
    rows = np.repeat(shelf.first[people] - starts, counts) + np.arange(counts.sum())
    # Once more, for the few that matter: near nought a product's scores are differences of large numbers.
    apart = _apart(shelf, rows, vector)
    distances = np.minimum.reduceat(apart, starts)
    for one in np.flatnonzero(counts > 1):
        distances[one] = together(apart[starts[one] : starts[one] + counts[one]])
    adjusted = distances - shelf.leaning[people]
    return [
        Standing(
            person=int(people[one]),
            portrait=int(rows[starts[one] + apart[starts[one] : starts[one] + counts[one]].argmin()]),
            distance=float(distances[one]),
            adjusted=float(adjusted[one]),
        )
        for one in np.argsort(adjusted, kind="stable")[:top]
    ]


def together(distances: np.ndarray) -> float:
    """A person's distance from those of their portraits (n,): the nearest one, and a little of most of the others."""
    best = float(distances.min())
    if len(distances) == 1:
        return best
    nearer = np.sort(distances)[: int(np.ceil(NEARER_SHARE * len(distances)))]
    return (1 - OF_THE_REST) * best + OF_THE_REST * float(nearer.mean())


def _nearest_people(shelf: Shelf, vector: np.ndarray, wanted: int) -> np.ndarray:
    """Numbers of the people with the nearest portraits, int (at most `wanted`,), the nearest first."""
    people = _by_portrait(shelf, _sifted(shelf, vector, wanted))
    if len(people) >= wanted:
        return people[:wanted]
    scores = shelf.half - shelf.vectors @ vector
    count = wanted
    while True:
        rows = smallest(scores, count)
        people = _by_portrait(shelf, rows)
        if len(people) >= wanted or len(rows) == len(scores):
            return people[:wanted]
        count *= 4


def _by_portrait(shelf: Shelf, rows: np.ndarray) -> np.ndarray:
    """Numbers of the people whose portraits these are, each once, in the portraits' order."""
    people, at = np.unique(shelf.person[rows], return_index=True)
    return people[np.argsort(at)]


def _sifted(shelf: Shelf, vector: np.ndarray, wanted: int) -> np.ndarray:
    """Rows of portraits than which surely no other one is nearer, the nearest first; it may be none."""
    if shelf.sieve is None:
        return np.empty(0, np.int64)
    rows, beyond = shelf.sieve.nearest(vector, _SIFTED * wanted)
    apart = _apart(shelf, rows, vector)
    sure = apart < beyond
    return rows[sure][np.argsort(apart[sure], kind="stable")]


def _apart(shelf: Shelf, rows: np.ndarray, vector: np.ndarray) -> np.ndarray:
    """How far these portraits are from a face: float32 (rows,)."""
    distances: np.ndarray = np.linalg.norm(_differences(shelf, rows, vector), axis=1)
    return distances


def _differences(shelf: Shelf, rows: np.ndarray, vector: np.ndarray) -> np.ndarray:
    """Portraits less a face: float32 (rows, dimension). In place, so that no copy of a portrait is left in memory."""
    differences = shelf.vectors[rows]
    differences -= vector
    return differences


def smallest(scores: np.ndarray, count: int) -> np.ndarray:
    """Places of the `count` lowest scores, float (n,), the lowest first.

    Those are in the `count` blocks with the lowest minima, and minima cost next to nothing.
    """
    rows = _worth_a_look(scores, count)
    if count < len(rows):
        rows = rows[np.argpartition(scores[rows], count - 1)[:count]]
    return rows[np.argsort(scores[rows], kind="stable")]


def _worth_a_look(scores: np.ndarray, count: int) -> np.ndarray:
    blocks = len(scores) // _BLOCK
    if count >= blocks:
        return np.arange(len(scores))
    whole = blocks * _BLOCK
    least = scores[:whole].reshape(blocks, _BLOCK).min(axis=1)
    picked = np.argpartition(least, count - 1)[:count]
    return np.concatenate([(picked[:, None] * _BLOCK + np.arange(_BLOCK)).ravel(), np.arange(whole, len(scores))])


def leanings(vectors: np.ndarray, first: np.ndarray) -> np.ndarray:
    """How much farther than from the others everybody is from each person: float32 (people,), below 0 of the common.

    vectors: float32 (portraits, dimension), first: as in Shelf. A stranger's distance to a person is to be expected
    by where the person is: the root of the squares of how far they are from the middle of the gallery and of how far
    people are from it at all. The fewer people there are, the less of it counts; of one nothing does.
    """
    count = len(first) - 1
    spans = [(start, min(start + _ROWS_AT_ONCE, count)) for start in range(0, count, _ROWS_AT_ONCE)]
    middle = sum(_means(vectors, first, *span).sum(axis=0) for span in spans) / count
    off = np.concatenate([((_means(vectors, first, *span) - middle) ** 2).sum(axis=1) for span in spans])
    expected = np.sqrt(off + off.mean())
    leaning: np.ndarray = (expected - expected.mean()) * ((count - 1) / (count - 1 + HALF_TRUSTED))
    return leaning.astype(np.float32)


def _means(vectors: np.ndarray, first: np.ndarray, start: int, end: int) -> np.ndarray:
    """The mean portrait of each of some people: float64 (end - start, dimension)."""
    rows = vectors[first[start] : first[end]].astype(np.float64)
    counts = np.diff(first[start : end + 1])
    means: np.ndarray = np.add.reduceat(rows, first[start:end] - first[start]) / counts[:, None]
    return means


def mixture(shelf: Shelf, vector: np.ndarray, people: Sequence[Standing]) -> Mixture | None:
    """The two of these people whose mixture comes closest to a face; None where there is but one."""
    if len(people) < 2:
        return None
    apart = _differences(shelf, np.array([one.portrait for one in people]), vector).astype(np.float64)
    dots = apart @ apart.T
    own = np.diag(dots)
    # Of a + (1 - s) (b - a), squared, the least is where its derivative by s is nought.
    between = np.maximum(own[:, None] + own[None, :] - 2 * dots, 1e-12)
    share = ((own[None, :] - dots) / between).clip(LEAST_SHARE, 1 - LEAST_SHARE)
    squares = share**2 * own[:, None] + 2 * share * (1 - share) * dots + (1 - share) ** 2 * own[None, :]
    np.fill_diagonal(squares, np.inf)
    one, other = divmod(int(squares.argmin()), len(people))
    if share[one, other] < 0.5:
        one, other = other, one
    return Mixture(people[one], people[other], float(share[one, other]))


def assignment(costs: np.ndarray, unknown: float) -> list[int | None]:
    """Which column each row gets, each column at most once, so that all costs together are least.

    costs: float (rows, columns), infinite where a row may not have a column. None is for a row that is left without
    one, which costs `unknown`. Exact: the Hungarian method with potentials, after Jonker and Volgenant, "A Shortest
    Augmenting Path Algorithm for Dense and Sparse Linear Assignment Problems" (1987).
    """
    rows, columns = costs.shape
    # A column of its own for each row, which only that row wants.
    without = np.where(np.eye(rows, dtype=bool), unknown, np.inf)
    table = np.hstack([costs, without])
    table = np.minimum(table, unknown + 1e6)
    owner = _matched(table)
    found: list[int | None] = [None] * rows
    for column in range(columns):
        row = int(owner[column])
        if row >= 0 and costs[row, column] <= unknown:
            found[row] = column
    return found


def _matched(table: np.ndarray) -> np.ndarray:
    """The row of each column, int (columns,), -1 where none has it; finite costs (rows, columns >= rows)."""
    rows, columns = table.shape
    of_row, of_column = np.zeros(rows), np.zeros(columns + 1)
    owner = np.full(columns + 1, -1)
    for row in range(rows):
        owner[columns] = row
        came_from = _path(table, row, of_row, of_column, owner)
        column = came_from.pop()
        while came_from:
            before = came_from.pop()
            owner[column] = owner[before]
            column = before
    return owner[:columns]


def _path(table: np.ndarray, row: int, of_row: np.ndarray, of_column: np.ndarray, owner: np.ndarray) -> list[int]:
    """Columns of the cheapest way from a new row to a free column, the new row's (the last one) first."""
    columns = table.shape[1]
    least, before = np.full(columns, np.inf), np.full(columns, columns)
    done = np.zeros(columns + 1, bool)
    column = columns
    while owner[column] != -1:
        done[column] = True
        current = owner[column]
        reduced = table[current] - of_row[current] - of_column[:columns]
        better = ~done[:columns] & (reduced < least)
        least[better], before[better] = reduced[better], column
        column = int(np.where(done[:columns], np.inf, least).argmin())
        delta = least[column]
        of_row[owner[done]] += delta
        of_column[done] -= delta
        least[~done[:columns]] -= delta
    path = [column]
    while column != columns:
        column = int(before[column])
        path.append(column)
    return path[::-1]

"""Who is near whom: exactly, by all portraits of a person, and not the same star for everybody."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.galleries import ranking
from scoring.galleries.ranking import CONSIDERED, Mixture, assignment, leanings, mixture, smallest, standings, together
from tests.scoring.galleries.crowds import at, shelf, somebody


def by_hand(people: list[list[np.ndarray]], vector: np.ndarray) -> list[tuple[float, int]]:
    """Distance and number of every person, one portrait after the other, the nearest first."""
    apart = [together(np.array([np.linalg.norm(one - vector) for one in portraits])) for portraits in people]
    return sorted((distance, number) for number, distance in enumerate(apart))


@pytest.mark.parametrize("size", [1, 3, 64, 127, 128, 5000, 20_000])
def test_the_nearest_are_found_exactly_however_many_there_are(size: int) -> None:
    people = [[somebody(number)] for number in range(size)]
    held = shelf(people, np.zeros(size, np.float32))
    for seed in (-1, -2):
        face = somebody(10_000 - seed)
        found = standings(held, face, 10)
        wanted = by_hand(people, face)[:10]
        assert [one.person for one in found] == [number for _, number in wanted]
        assert [one.distance for one in found] == pytest.approx([distance for distance, _ in wanted], abs=1e-5)


def test_a_person_comes_once_however_many_portraits_are_near() -> None:
    crowded = [at(somebody(1), 0.1, seed) for seed in range(300)]
    people = [crowded, [somebody(2)], [somebody(3)], [somebody(4)]]
    found = standings(shelf(people), somebody(1), 4)
    assert sorted(one.person for one in found) == [0, 1, 2, 3]
    assert found[0].person == 0


def test_the_portrait_that_is_named_is_the_nearest_one() -> None:
    people = [[somebody(5)], [at(somebody(1), 0.5, 1), at(somebody(1), 0.2, 2), at(somebody(1), 0.4, 3)]]
    (best,) = standings(shelf(people), somebody(1), 1)
    assert (best.person, best.portrait) == (1, 2)


def test_the_same_photo_is_at_no_distance() -> None:
    people = [[10 * somebody(number)] for number in range(50)]
    (best, *_) = standings(shelf(people), people[7][0], 3)
    assert (best.person, best.distance) == (7, 0)


def test_one_portrait_is_as_far_as_it_is() -> None:
    assert together(np.array([0.42])) == pytest.approx(0.42)


def test_a_single_blurred_portrait_does_not_cost_a_person_anything() -> None:
    clear = np.array([0.4, 0.42, 0.41])
    assert together(np.append(clear, 5.0)) == pytest.approx(together(clear))


def test_whoever_has_many_portraits_is_not_near_by_chance() -> None:
    """One of fifty portraits is near, as happens among so many; all of the other's are."""
    lucky = np.append(0.5, np.full(49, 0.8))
    assert together(lucky) > together(np.full(3, 0.55))


def test_who_resembles_everybody_gives_way_to_who_does_not() -> None:
    """In the middle of a gallery stands a face that everybody is nearest to."""
    people = [[somebody(number)] for number in range(100)]
    middle = np.mean([portraits[0] for portraits in people], axis=0)
    held = shelf([*people, [middle]])
    assert held.leaning.argmin() == 100
    asked = [somebody(1_000 + number) for number in range(200)]
    wins = [standings(held, face, 1)[0].person for face in asked]
    raw = [by_hand([*people, [middle]], face)[0][1] for face in asked]
    assert raw.count(100) > 190
    assert wins.count(100) < 20


def test_the_distance_that_is_told_is_the_raw_one() -> None:
    people = [[somebody(number)] for number in range(40)]
    held = shelf(people)
    for one in standings(held, somebody(77), 40):
        assert one.distance == pytest.approx(np.linalg.norm(people[one.person][0] - somebody(77)), abs=1e-5)
        assert one.adjusted == pytest.approx(one.distance - held.leaning[one.person], abs=1e-6)


def test_a_gallery_of_one_leans_nowhere() -> None:
    assert leanings(somebody(1)[None], np.array([0, 1])).tolist() == [0]


def test_leanings_are_the_same_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors, first = np.vstack([somebody(seed) for seed in range(30)]), np.array([0, 4, 5, 11, 30])
    whole = leanings(vectors, first)
    monkeypatch.setattr(ranking, "_ROWS_AT_ONCE", 3)
    assert leanings(vectors, first) == pytest.approx(whole, abs=1e-7)


def mixed_of(people: list[list[np.ndarray]], face: np.ndarray) -> Mixture | None:
    held = shelf(people)
    return mixture(held, face, standings(held, face, CONSIDERED))


def test_a_child_of_two_is_told_its_parents_and_their_shares() -> None:
    people = [[somebody(number)] for number in range(20)]
    mixed = mixed_of(people, 0.6 * people[3][0] + 0.4 * people[11][0])
    assert mixed is not None
    assert (mixed.first.person, mixed.second.person) == (3, 11)
    assert mixed.share == pytest.approx(0.6, abs=0.01)


def test_the_first_parent_has_the_larger_share() -> None:
    people = [[somebody(number)] for number in range(8)]
    mixed = mixed_of(people, 0.38 * people[2][0] + 0.62 * people[5][0])
    assert mixed is not None
    assert (mixed.first.person, mixed.second.person) == (5, 2)
    assert mixed.share == pytest.approx(0.62, abs=0.01)


def test_nobody_has_two_parents_in_a_gallery_of_one() -> None:
    assert mixed_of([[somebody(1), somebody(2)]], somebody(3)) is None


@pytest.mark.parametrize("count", [1, 5, 40, 4999, 5000])
def test_the_lowest_are_found_in_blocks_as_without(count: int) -> None:
    scores = np.random.default_rng(3).normal(size=5000).astype(np.float32)
    assert smallest(scores, count).tolist() == np.argsort(scores, kind="stable")[:count].tolist()


def cost(costs: np.ndarray, columns: list[int | None], unknown: float) -> float:
    return sum(unknown if column is None else float(costs[row, column]) for row, column in enumerate(columns))


def least_cost(costs: np.ndarray, unknown: float) -> float:
    """By trying all ways."""
    rows, columns = costs.shape
    every = permutations([*range(columns), *[None] * rows], rows)
    return min(cost(costs, list(way), unknown) for way in every)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(1, 4), st.integers(0, 4), st.integers(0, 10_000))
def test_an_assignment_costs_as_little_as_any(rows: int, columns: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    costs = rng.uniform(0, 1, (rows, columns))
    costs[rng.uniform(size=costs.shape) < 0.2] = np.inf
    found = assignment(costs, 0.6)
    given_out = [column for column in found if column is not None]
    assert len(set(given_out)) == len(given_out)
    assert all(costs[row, column] <= 0.6 for row, column in enumerate(found) if column is not None)
    assert cost(costs, found, 0.6) == pytest.approx(least_cost(costs, 0.6))


def test_nobody_is_assigned_to_nobody() -> None:
    assert assignment(np.empty((0, 3)), 0.6) == []

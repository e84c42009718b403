"""How a face is built: the same at any size and roll, whatever its mouth does; and no way to recognise anybody."""

import numpy as np
import pytest

from scoring.vision.crops import View
from scoring.vision.proportions import (
    MOST,
    FacialProportions,
    Proportions,
    measured,
    population,
    standing,
)
from tests.scoring.vision.people import largest, photo


@pytest.fixture(scope="module")
def points() -> np.ndarray:
    return largest(photo("astronaut"))


def numbers(face: Proportions) -> list[float]:
    return list(vars(face).values())


@pytest.mark.parametrize("scale", [0.3, 4.0])
@pytest.mark.parametrize("angle", [-40, 0, 90, 180])
def test_size_and_roll_change_nothing(points: np.ndarray, scale: float, angle: float) -> None:
    turn, lean = np.radians(angle), np.eye(3, dtype=np.float32)
    lean[:2, :2] = [[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]
    moved = scale * points @ lean + np.float32([30, -7, 0])
    assert numbers(measured(moved)) == pytest.approx(numbers(measured(points)), abs=1e-4)


@pytest.mark.parametrize("angle", [-25, 25])
def test_a_rolled_photo_shows_about_the_same_face(angle: float) -> None:
    rgb = photo("astronaut")
    rolled = View((256, 256), 512, angle).of(rgb)
    assert numbers(measured(largest(rolled))) == pytest.approx(numbers(measured(largest(rgb))), abs=0.06)


def test_an_open_mouth_makes_no_longer_face(points: np.ndarray) -> None:
    """The chin falls by as much as the lips part."""
    wide = points.copy()
    wide[[14, 152], 1] += 20
    assert measured(wide).height == pytest.approx(measured(points).height, abs=0.01)


def test_what_is_wider_and_longer_reads_so(points: np.ndarray) -> None:
    before, changed = measured(points), points.copy()
    changed[[58, 288], 0] += [-5, 5]
    changed[152, 1] += 5
    after = measured(changed)
    assert after.jaw > before.jaw + 0.05
    assert after.height > before.height + 0.03
    assert (after.eyes_apart, after.brows) == pytest.approx((before.eyes_apart, before.brows), abs=1e-3)


def test_it_is_an_embedder_like_any_other(points: np.ndarray) -> None:
    embedder, rgb = FacialProportions(), photo("astronaut")
    rows = embedder.embed(rgb, [points, points])
    assert (rows.shape, rows.dtype) == ((2, embedder.dimension), np.float32)
    assert embedder.embed(rgb, []).shape == (0, embedder.dimension)
    assert np.abs(rows).max() <= MOST
    embedder.forget()


def test_a_standing_is_in_deviations_from_the_mean_and_bounded() -> None:
    faces = [Proportions(*(0.1 * number + 0.01 * step for number in range(5))) for step in (1, 2, 3)]
    mean, deviation = population(faces)
    assert standing(faces[1], mean, deviation) == pytest.approx([0] * 5, abs=1e-5)
    assert standing(faces[2], mean, deviation) == pytest.approx([1] * 5, abs=1e-5)
    odd = Proportions(9, *numbers(faces[1])[1:])
    assert standing(odd, mean, deviation)[0] == MOST


@pytest.mark.parametrize("name", ["astronaut", "obama.jpg", "biden.jpg"])
def test_people_are_within_reach_of_the_population(name: str) -> None:
    rgb = photo(name)
    (row,) = FacialProportions().embed(rgb, [largest(rgb)])
    assert np.linalg.norm(row) < 4.5
    assert np.abs(row).min() < MOST

"""Faces are built as they say."""

from dataclasses import astuple, replace

import numpy as np
import pytest

from game.art.build import build
from game.art.characters import BY_SLUG, CHARACTERS, Character
from game.art.draw import draw
from tests.game.art.pictures import raster

FRAME = 0.9
"""How large the 512 frame's pixels are in a whole picture."""


def pale(character: Character) -> np.ndarray:
    """The face, its eyes open and its mouth shut."""
    return raster(draw(character, left_eye=1, right_eye=1, mouth=0)).astype(int)


def eyes_apart(character: Character) -> float:
    """Pixels between the middles of the whites of both eyes."""
    band = pale(character)[250:330]
    white = np.abs(band - (255, 253, 251)).max(axis=2) <= 1
    columns = np.arange(512)
    right, left = (
        (white * columns)[:, part].sum() / white[:, part].sum() for part in (slice(130, 256), slice(256, 382))
    )
    return float(left - right)


def test_all_differ_from_each_other_in_two_proportions_or_more() -> None:
    faces = [np.array(astuple(build(character))) for character in CHARACTERS]
    differences = [(np.abs(one - other) > 1e-6).sum() for at, one in enumerate(faces) for other in faces[:at]]
    assert min(differences) >= 2


def test_each_proportion_is_above_the_mean_in_half_of_them() -> None:
    faces = np.array([astuple(build(character)) for character in CHARACTERS])
    assert ((faces > faces.mean(axis=0)).sum(axis=0) == len(CHARACTERS) / 2).all()


@pytest.mark.parametrize("slug", ["miko", "jiro"])
def test_eyes_are_as_far_apart_as_said(slug: str) -> None:
    character = BY_SLUG[slug]
    farther = replace(character, apart=character.apart + 6)
    said = build(farther).eyes_apart - build(character).eyes_apart
    drawn = (eyes_apart(farther) - eyes_apart(character)) / FRAME / 224
    assert drawn == pytest.approx(said, abs=0.008)


@pytest.mark.parametrize("change", [{"nose_length": 1.3}, {"brow_high": 12.0}, {"chin": 8.0}, {"jaw": 14.0}])
def test_what_is_built_differently_is_drawn_differently(change: dict[str, float]) -> None:
    character = BY_SLUG["yuki"]
    other = replace(character, **change)
    assert build(other) != build(character)
    assert np.abs(pale(other) - pale(character)).max() > 60

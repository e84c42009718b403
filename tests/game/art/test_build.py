"""Faces are built as they say."""

from dataclasses import astuple, replace

import numpy as np
import pytest

from game.art.build import build, built
from game.art.characters import BY_SLUG, CHARACTERS, Character
from game.art.draw import draw
from game.art.eyes import HALF_WIDTH, Eye
from game.art.face import CHEEK
from tests.game.art.pictures import raster


def pale(character: Character) -> np.ndarray:
    """The face, its eyes open and its mouth shut."""
    return raster(draw(character, left_eye=1, right_eye=1, mouth=0)).astype(int)


def test_all_differ_from_each_other_in_two_proportions_or_more() -> None:
    faces = [np.array(astuple(build(character))) for character in CHARACTERS]
    differences = [(np.abs(one - other) > 1e-6).sum() for at, one in enumerate(faces) for other in faces[:at]]
    assert min(differences) >= 2


def test_each_proportion_is_above_the_mean_in_half_of_them() -> None:
    faces = np.array([astuple(build(character)) for character in CHARACTERS])
    assert ((faces > faces.mean(axis=0)).sum(axis=0) == len(CHARACTERS) / 2).all()


@pytest.mark.parametrize("character", CHARACTERS, ids=lambda character: character.slug)
def test_eyes_are_as_far_apart_as_said(character: Character) -> None:
    left, right = (Eye(side, 1, 0, 0, HALF_WIDTH, character.apart) for side in (1, -1))
    apart = left.at(-HALF_WIDTH, 0)[0] - right.at(-HALF_WIDTH, 0)[0]
    assert apart / (2 * CHEEK) == pytest.approx(build(character).eyes_apart)


@pytest.mark.parametrize(
    "change", [{"nose_length": 1.3}, {"brow_high": 12.0}, {"chin": 8.0}, {"jaw": 14.0}, {"apart": 6.0}]
)
def test_what_is_built_differently_is_drawn_differently(change: dict[str, float]) -> None:
    character = BY_SLUG["yuki"]
    other = replace(character, **change)
    assert build(other) != build(character)
    assert np.abs(pale(other) - pale(character)).max() > 60


@pytest.mark.parametrize("character", CHARACTERS, ids=lambda character: character.slug)
def test_whoever_is_given_a_characters_proportions_is_built_like_them(character: Character) -> None:
    other = built(BY_SLUG["yuki"], build(character))
    assert astuple(build(other)) == pytest.approx(astuple(build(character)))
    assert (other.chin, other.jaw, other.hair) == (pytest.approx(character.chin), pytest.approx(character.jaw), "bob")

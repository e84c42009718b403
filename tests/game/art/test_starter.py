from collections import Counter
from typing import Any

import numpy as np
import pytest

from game.art.characters import BY_SLUG, CHARACTERS
from game.art.posing import DRAWN
from game.art.starter import STARTER, StarterPrompt
from scoring.vision.readings import Reading, levelled, lid_openness, mouth_openness
from scoring.vision.similarity import Target, score
from tests.game.art.pictures import face_points


def readings() -> list[tuple[StarterPrompt, float, float, float]]:
    """Every card in which a face is found, with left eye, right eye and mouth as the mesh reads them."""
    seen = ((card, face_points(card.svg())) for card in STARTER)
    level = ((card, levelled(points)) for card, points in seen if points is not None)
    return [(card, *lid_openness(points), mouth_openness(points)) for card, points in level]


def test_the_deck_is_long_and_everybody_has_a_turn() -> None:
    assert len(STARTER) == 72
    assert set(Counter(card.character.slug for card in STARTER)) == set(BY_SLUG)
    assert len(BY_SLUG) == len(CHARACTERS) >= 12


def similarity_of(eyes: tuple[float, float], mouth: float, card: StarterPrompt) -> float:
    """What the game gives a face that reads so."""
    straight: dict[str, Any] = {"roll": 0, "yaw": 0, "pitch": 0, "box": (0, 0, 1, 1), "sharpness": 1}
    reading = Reading(left_eye=eyes[0], right_eye=eyes[1], mouth=mouth, **straight)
    return score(reading, Target(card.left_eye, card.right_eye, card.mouth, card.parts)).similarity


def average(eyes: tuple[float, float], mouth: float) -> float:
    return sum(similarity_of(eyes, mouth, card) for card in STARTER) / len(STARTER)


def test_no_target_is_asked_for_more_than_three_times() -> None:
    targets = Counter((card.left_eye, card.right_eye, card.mouth, *card.parts.items()) for card in STARTER)
    assert max(targets.values()) <= 3
    assert len(targets) >= 30


def test_half_of_the_cards_ask_for_more_than_eyes_and_mouth() -> None:
    asked = Counter(part for card in STARTER for part in card.parts)
    assert sum(bool(card.parts) for card in STARTER) == len(STARTER) / 2
    assert set(asked) == set(DRAWN)
    assert min(asked.values()) >= 10


def test_a_face_that_never_changes_gets_little() -> None:
    """Open eyes and a shut mouth, as people look into a camera."""
    assert average((0.95, 0.95), 0.05) <= 0.40


def test_no_other_face_that_never_changes_gets_much_more_than_the_middle_of_all() -> None:
    """Half is the least that can be had against the best of them: whoever stays in the middle is never far off."""
    steps = [0, 0.25, 0.5, 0.75, 1]
    best = max(average((left, right), mouth) for left in steps for right in steps for mouth in steps)
    assert best <= 0.72


def test_no_two_cards_share_a_name_a_title_or_a_picture() -> None:
    for facts in zip(*((card.slug, card.title, card.svg()) for card in STARTER), strict=True):
        assert len(set(facts)) == len(STARTER)


CLASSIC = [(0, 0, 0), (0, 0, 1), (1, 1, 0), (1, 1, 1)]
HALVES = [(0.5, 0.5, 0), (1, 1, 0.5), (0, 0, 0.5)]


@pytest.mark.parametrize("target", CLASSIC + HALVES)
def test_the_classic_labels_and_the_halves_are_dealt(target: tuple[float, float, float]) -> None:
    assert target in {(card.left_eye, card.right_eye, card.mouth) for card in STARTER}


def test_both_winks_are_dealt() -> None:
    assert {(0, 1), (1, 0)} <= {(card.left_eye, card.right_eye) for card in STARTER}


def test_eyes_are_the_mean_of_both() -> None:
    wink = next(card for card in STARTER if (card.left_eye, card.right_eye) == (0, 1))
    assert wink.eyes == 0.5


@pytest.mark.parametrize("every", [6, pytest.param(1, marks=pytest.mark.slow)])
def test_the_face_mesh_finds_a_face_in_the_cards(every: int) -> None:
    cards = STARTER[::every]
    missed = [card.slug for card in cards if face_points(card.svg()) is None]
    assert len(missed) <= len(cards) // 10, missed


def test_the_mesh_reads_shut_eyes_as_more_shut_than_open_ones() -> None:
    eyes = [pair for card, left, right, _ in readings() for pair in ((card.left_eye, left), (card.right_eye, right))]
    shut, half, wide = (np.mean([read for want, read in eyes if want == openness]) for openness in (0, 0.5, 1))
    assert shut < half - 0.2
    assert shut < wide - 0.2


def test_the_mesh_sees_which_eye_winks() -> None:
    gaps = [(card.left_eye - card.right_eye) * (left - right) for card, left, right, _ in readings()]
    assert np.mean([gap for gap in gaps if gap]) > 0.1


def test_the_mesh_reads_wider_mouths_as_wider() -> None:
    mouths = [(card.mouth, mouth) for card, _, _, mouth in readings()]
    shut, half, wide = (np.mean([read for want, read in mouths if want == openness]) for openness in (0, 0.5, 1))
    assert shut < 0.2 <= half < wide

"""Suggestions for drawings whose targets are known exactly: the starter deck."""

import cv2
import numpy as np
import pytest
import resvg_py

from game.art.starter import STARTER, StarterPrompt
from scoring.vision.anime import Suggestion, suggest
from scoring.vision.similarity import Target


def drawing(card: StarterPrompt) -> np.ndarray:
    png = np.frombuffer(bytes(resvg_py.svg_to_bytes(svg_string=card.svg())), np.uint8)
    return cv2.imdecode(png, cv2.IMREAD_COLOR_RGB)


@pytest.fixture(scope="module")
def suggestions() -> list[tuple[StarterPrompt, Suggestion | None]]:
    """Every third card of the deck, to keep this within seconds."""
    return [(card, suggest(drawing(card))) for card in STARTER[::3]]


def share(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


Suggestions = list[tuple[StarterPrompt, Suggestion | None]]
STEP = 0.25
"""Suggestions know three steps of openness; cards have more, and none is further than this from the nearest."""


def test_nearly_every_drawn_face_is_found(suggestions: Suggestions) -> None:
    assert share([found is not None for _, found in suggestions]) >= 0.9


def test_drawn_eyes_are_right_in_nineteen_of_twenty(suggestions: Suggestions) -> None:
    pairs = [((card.left_eye, card.right_eye), found.target) for card, found in suggestions if found]
    assert share([eyes == (target.left_eye, target.right_eye) for eyes, target in pairs]) >= 0.95


def test_drawn_mouths_are_right_in_nine_of_ten(suggestions: Suggestions) -> None:
    assert share([abs(card.mouth - found.target.mouth) <= STEP for card, found in suggestions if found]) >= 0.9


def test_what_it_is_sure_of_is_mostly_right(suggestions: Suggestions) -> None:
    sure = [(card, found) for card, found in suggestions if found and found.confidence >= 0.8]
    assert len(sure) >= len(suggestions) / 3
    # Whether open or shut: how far is no part of what it is sure of.
    right = [Target(card.left_eye, card.right_eye, card.mouth).label == found.target.label for card, found in sure]
    assert share(right) >= 0.8


def test_the_box_is_about_the_face(suggestions: Suggestions) -> None:
    for _, found in suggestions:
        if found and found.confidence > 0.5:
            x, y, width, height = found.box
            assert x < 0.5 < x + width
            assert 0.2 < height < 0.7
            assert y < 0.6 < y + height


def test_a_small_picture_of_a_page_is_enough() -> None:
    card = next(card for card in STARTER if card.slug == "encore")
    page = np.full((600, 500, 3), 240, np.uint8)
    page[80:400, 90:410] = cv2.resize(drawing(card), (320, 320), interpolation=cv2.INTER_AREA)
    found = suggest(page)
    assert found is not None
    assert found.target == Target(card.left_eye, card.right_eye, card.mouth)


def test_where_no_face_is_there_is_no_suggestion() -> None:
    assert suggest(np.full((300, 200, 3), 90, np.uint8)) is None


def test_a_suggestion_is_ready_for_json() -> None:
    told = Suggestion(Target(0, 1, 0.5), 0.876, (0.1, 0.2, 0.3, 0.4)).as_dict()
    assert told == {
        "left_eye": 0, "right_eye": 1, "eyes": 0.5, "mouth": 0.5, "label": "OEOM",
        "confidence": 0.88, "box": [0.1, 0.2, 0.3, 0.4],
    }  # fmt: skip

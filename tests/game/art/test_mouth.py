import pytest

from game.art.characters import CHARACTERS
from game.art.moods import MOODS, Mood
from game.art.mouth import draw_mouth, opening


@pytest.mark.parametrize("mood", MOODS, ids=lambda mood: mood.name)
@pytest.mark.parametrize("mouth", [0, 0.25, 0.5, 1])
def test_a_mouth_is_as_high_as_its_target_says_for_its_width(mood: Mood, mouth: float) -> None:
    gap = opening(mood, mouth)
    assert (gap.bottom - gap.top) / (2 * gap.half) == pytest.approx(mouth)


def test_a_shut_mouth_shows_no_inside() -> None:
    assert "clipPath" not in draw_mouth(CHARACTERS[0], MOODS[0], 0, "x")
    assert "clipPath" in draw_mouth(CHARACTERS[0], MOODS[0], 0.5, "x")

import pytest

from game.art.palette import INK, darker, glow, lighter, mix
from game.art.svg import brush, flip, num


@pytest.mark.parametrize(("value", "text"), [(3.0, "3"), (-0.04, "0"), (2.25, "2.2"), (-7.51, "-7.5")])
def test_coordinates_are_short(value: float, text: str) -> None:
    assert num(value) == text


def test_a_flipped_outline_is_the_mirror_image() -> None:
    assert flip("M100 20L200,30Z") == "M 412 20 L 312 30 Z"
    assert flip(flip("M1 2Q3 4 5 6")) == "M 1 2 Q 3 4 5 6"


def test_a_brush_stroke_thins_out_at_both_ends() -> None:
    assert 'd="M0 0Q5 4 10 0Q5 -4 0 0Z"' in brush((0, 0), (5, 0), (10, 0), 4)


def test_tones_go_where_they_say() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert lighter(INK, 1) == "#ffffff"
    assert darker("#ffffff", 0) == "#ffffff"
    assert glow("#2c2040") != lighter("#2c2040", 0.42)

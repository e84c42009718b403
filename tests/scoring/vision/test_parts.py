"""What a target may ask for besides eyes and mouth."""

import pytest

from scoring.vision.parts import checked


def test_parts_come_in_one_order_whatever_the_order_in_which_they_are_asked_for() -> None:
    assert list(checked({"tilt": 1, "smile": 0, "brows": 1})) == ["smile", "brows", "tilt"]


@pytest.mark.parametrize(
    "parts",
    [{"ears": 1}, {"smile": -0.1}, {"tilt": -1.1}, {"brows": float("nan")}],
)
def test_what_nobody_can_read_in_a_face_is_refused(parts: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"part|goes from"):
        checked(parts)


def test_what_has_two_sides_goes_below_nothing() -> None:
    assert checked({"tilt": -1}) == {"tilt": -1}

"""Two lobby shots become a few numbers, or a refusal that says what to do."""

import json

import pytest

from scoring.vision.calibration import CalibratedRange
from scoring.vision.errors import PhotoRefused
from tests.scoring.vision.test_similarity import reading


def test_two_shots_give_the_ends_of_eyes_and_mouth() -> None:
    own = CalibratedRange.from_readings(reading(0.5, 0.6, 0.1), reading(0.1, 0.2, 0.7))
    assert own.as_dict() == {
        "eyes_shut": 0.15, "eyes_open": 0.55, "mouth_shut": 0.1, "mouth_open": 0.7,
        "smile": 0, "brows": 0,
    }  # fmt: skip


def test_it_survives_being_stored() -> None:
    own = CalibratedRange.from_readings(reading(0.9, 0.9, 0.1), reading(0.1, 0.1, 0.9))
    assert CalibratedRange.from_dict(json.loads(json.dumps(own.as_dict()))) == own


@pytest.mark.parametrize(
    ("extreme", "code"),
    [
        (reading(0.85, 0.85, 0.9), "calibration_eyes_alike"),
        (reading(0.1, 0.1, 0.15), "calibration_mouth_alike"),
        (reading(0.9, 0.9, 0.1), "calibration_eyes_alike"),
    ],
)
def test_shots_that_hardly_differ_are_refused(extreme: object, code: str) -> None:
    with pytest.raises(PhotoRefused) as caught:
        CalibratedRange.from_readings(reading(0.9, 0.9, 0.1), extreme)
    assert caught.value.code == code


def test_values_beyond_the_range_stay_within_0_and_1() -> None:
    own = CalibratedRange(0.2, 0.6, 0.1, 0.5)
    assert (own.eye(0.0), own.eye(1.0), own.mouth(0.0), own.mouth(1.0)) == (0, 1, 0, 1)
    assert own.eye(0.4) == pytest.approx(0.5)


def test_the_other_parts_are_read_from_what_they_are_at_rest() -> None:
    own = CalibratedRange.from_readings(reading(0.9, 0.9, 0.1, smile=0.4, brows=-0.25), reading(0.1, 0.1, 0.9))
    assert [own.part("smile", read) for read in (0.2, 0.4, 0.7, 1)] == pytest.approx([-1 / 3, 0, 0.5, 1])
    assert [own.part("brows", read) for read in (-0.25, 0.25, 0.75, 1)] == pytest.approx([0, 0.5, 1, 1])
    assert own.part("tilt", 0.3) == 0.3


def test_a_shot_that_is_not_at_rest_leaves_some_way_to_go() -> None:
    own = CalibratedRange.from_readings(reading(0.9, 0.9, 0.1, smile=1, brows=1), reading(0.1, 0.1, 0.9))
    assert (own.part("smile", 1), own.part("brows", 1)) == (1, 1)


def test_ranges_from_before_there_were_other_parts_leave_those_as_they_are() -> None:
    own = CalibratedRange.from_dict({"eyes_shut": 0.1, "eyes_open": 0.9, "mouth_shut": 0, "mouth_open": 0.8})
    assert own.part("smile", 0.3) == 0.3

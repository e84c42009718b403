"""Two lobby shots become four numbers, or a refusal that says what to do."""

import json

import pytest

from scoring.vision.calibration import CalibratedRange
from scoring.vision.errors import PhotoRefused
from tests.scoring.vision.test_similarity import reading


def test_two_shots_give_the_ends_of_eyes_and_mouth() -> None:
    own = CalibratedRange.from_readings(reading(0.5, 0.6, 0.1), reading(0.1, 0.2, 0.7))
    assert own.as_dict() == {"eyes_shut": 0.15, "eyes_open": 0.55, "mouth_shut": 0.1, "mouth_open": 0.7}


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

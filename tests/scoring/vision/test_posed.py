"""A face that others are to copy."""

from scoring.vision.calibration import CalibratedRange
from scoring.vision.posed import posed
from tests.scoring.vision.test_similarity import reading


def test_a_face_is_asked_for_as_scores_map_it_and_in_steps_that_can_be_seen() -> None:
    assert posed(reading(0.93, 0.85, 0.12)) == {"left_eye": 1.0, "right_eye": 1.0, "mouth": 0.0}
    assert posed(reading(0.52, 0.55, 0.43)) == {"left_eye": 0.55, "right_eye": 0.55, "mouth": 0.45}


def test_only_a_wink_that_is_meant_is_one() -> None:
    assert posed(reading(0.1, 0.9, 0)) == {"left_eye": 0.0, "right_eye": 1.0, "mouth": 0.0}
    assert posed(reading(0.5, 0.7, 0)) == {"left_eye": 0.6, "right_eye": 0.6, "mouth": 0.0}


def test_who_has_calibrated_is_read_in_their_own_range() -> None:
    own = CalibratedRange(eyes_shut=0.1, eyes_open=0.5, mouth_shut=0.0, mouth_open=0.6)
    assert posed(reading(0.5, 0.5, 0.6), own) == {"left_eye": 1.0, "right_eye": 1.0, "mouth": 1.0}

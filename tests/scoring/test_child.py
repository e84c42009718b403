from dataclasses import replace

import pytest

from scoring import child
from scoring.vision import photo
from tests.support.photos import astronaut


def test_two_different_shots_give_four_numbers(monkeypatch):
    """Readings of a relaxed and of an extreme face, as nobody in our photos makes one."""
    seen = photo.read(astronaut())
    readings = [(0.7, 0.6, 0.0), (0.1, 0.2, 0.6)]

    def read(data):
        left, right, mouth = readings.pop(0)
        return replace(seen, reading=replace(seen.reading, left_eye=left, right_eye=right, mouth=mouth))

    monkeypatch.setattr(photo, "read", read)
    told, _ = child.answer({"ask": "calibrate", "quick": True}, [astronaut(), astronaut()])
    assert told["calibration"] == pytest.approx(
        {"eyes_shut": 0.15, "eyes_open": 0.65, "mouth_shut": 0.0, "mouth_open": 0.6}
    )


def test_a_decoder_that_had_no_memory_says_so_in_its_own_way(monkeypatch):
    def hungry(data, *more):
        try:
            raise RuntimeError("Failed to allocate: Insufficient memory")
        except RuntimeError as error:
            raise photo.PhotoRefused("unreadable") from error

    monkeypatch.setattr(photo, "read", hungry)
    told, _ = child.answer({"ask": "calibrate", "quick": False}, [astronaut(), astronaut()])
    assert told["code"] == "too_heavy"

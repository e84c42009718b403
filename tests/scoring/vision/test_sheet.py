"""A contact sheet in, a score for each of its frames out."""

import json

import pytest
from PIL import Image

from scoring import child
from scoring.vision import sheet
from scoring.vision.errors import PhotoRefused
from scoring.vision.similarity import Target
from tests.scoring.vision.conftest import jpeg
from tests.support.photos import contact_sheet

LIKE_HER, THE_OPPOSITE = Target.from_label("OECM"), Target.from_label("CEOM")
TARGETS = [LIKE_HER, THE_OPPOSITE] * 4


def test_each_frame_is_scored_against_the_target_of_its_own_number() -> None:
    told = sheet.judge(contact_sheet(range(8)), TARGETS).as_dict()
    assert told["frames"] == [[number, float(number % 2 == 0)] for number in range(8)]
    assert told["similarity"] == 0.5


def test_a_frame_that_is_missing_is_not_among_the_frames_and_counts_as_nothing() -> None:
    told = sheet.judge(contact_sheet([2, 5]), TARGETS).as_dict()
    assert (told["frames"], told["similarity"]) == ([[2, 1.0], [5, 0.0]], 0.125)


def test_what_was_seen_is_told_of_the_best_frame_and_drawn_where_it_is_on_the_sheet() -> None:
    told = json.loads(json.dumps(sheet.judge(contact_sheet([1, 6]), TARGETS).as_dict()))
    assert set(told) == {"similarity", "frames", "reading", "overlay", "faces"}
    assert all(0.5 <= x <= 0.75 and y >= 0.5 for ring in told["overlay"].values() for x, y in ring)


def test_a_frame_without_a_face_is_a_miss() -> None:
    told = sheet.judge(contact_sheet([0], walls=[1]), TARGETS).as_dict()
    assert told["frames"] == [[0, 1.0], [1, 0.0]]


@pytest.mark.parametrize("picture", [Image.new("RGB", (1280, 640)), Image.new("RGB", (3, 1), "white")])
def test_a_sheet_without_any_face_is_refused(picture: Image.Image) -> None:
    with pytest.raises(PhotoRefused) as caught:
        sheet.judge(jpeg(picture), TARGETS)
    assert caught.value.code == "no_face"


def test_the_child_judges_a_sheet_within_its_time_and_keeps_it_as_it_came() -> None:
    target = {"left_eye": 1, "right_eye": 1, "mouth": 0}
    question = {"ask": "score", "target": target, "calibration": None, "copy": True, "quick": True}
    told, kept = child.answer(question | {"frames": [target] * 8}, [contact_sheet(range(8))])
    assert (told["code"], told["similarity"], len(told["detail"]["frames"])) == ("scored", 1, 8)
    assert kept

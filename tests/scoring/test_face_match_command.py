"""`manage.py face_match`, as a shell sees it."""

import json

import pytest
from django.core.management import CommandError

from tests.scoring.test_commands import run
from tests.support import clips


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("match")
    photo, clip = folder / "photo.jpg", folder / "clip.mp4"
    photo.write_bytes(clips.portrait())
    clip.write_bytes(clips.clip(clips.scene(["astronaut"], 320, 180), 0.5, fps=10))
    return photo, clip


@pytest.mark.slow
def test_it_says_yes_and_why(files):
    (line, cue), status = run("face_match", *files, "--cue", "blink_left")
    assert status == 0
    assert cue == "For fun, 'Blink twice, then look left': Can't tell: the clip is too short."
    assert line.startswith("Yes. Confidence 9") and "1 person seen, and it is the one in the photo." in line


def test_json_carries_everything(files):
    (line,), _ = run("face_match", *files, "--json", "--method", "classic", "--threshold", "1")
    told = json.loads(line)
    assert (told["is_match"], told["method"]) == (False, "classic")
    assert set(told) >= {
        *("face_found_in_image", "face_found_in_video", "confidence", "reason", "frames", "people", "sharpness"),
        *("best_frame", "timeline", "ms"),
    }


def test_what_is_refused_ends_in_status_1(files):
    photo, _ = files
    lines, status = run("face_match", photo, photo)
    assert (lines, status) == (["This is a photo. Send a clip here: mp4, mov, avi or webm."], 1)


@pytest.mark.parametrize("option", [("--tolerance", 1), ("--threshold", 2), ("--sharpness", -1)])
def test_what_is_out_of_range_is_said(files, option):
    with pytest.raises(CommandError, match="has to be"):
        run("face_match", *files, *option)

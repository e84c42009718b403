"""`manage.py lookalike` and `manage.py who`, as a shell sees them."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from PIL import Image, ImageOps

from scoring.children import NotJudged
from scoring.galleries.models import Gallery
from scoring.imports import pictures
from tests.scoring.test_commands import run
from tests.support.galleries import load, put
from tests.support.photos import astronaut, face, jpeg, wall

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]


@pytest.fixture
def friends(tmp_path: Path) -> Path:
    """A gallery of two people, of whom one is on no photo of these tests; gives a folder for photos."""
    load(put(tmp_path / "gallery", {"Barack/1.jpg": face("obama"), "Joe.jpg": face("biden")}))
    return tmp_path


def test_whom_a_face_looks_like_is_told_in_json(friends):
    photo = put(friends, {"me.jpg": face("obama2")}) / "me.jpg"
    (line,), status = run("lookalike", photo, "--gallery", "Friends", "--json")
    told = json.loads(line)
    assert status == 0
    assert set(told) == {"file", "faces", "matches", "ms"}
    assert [match["person"] for match in told["matches"]] == ["Barack", "Joe"]
    assert set(told["matches"][0]) == {"person", "distance", "closer_than", "is_match"}
    assert (told["faces"], [match["is_match"] for match in told["matches"]]) == (1, [True, False])
    (line,), _ = run("lookalike", photo, "--gallery", "friends", "--top", "1", "--threshold", "0.01", "--json")
    (match,) = json.loads(line)["matches"]
    assert (match["person"], match["is_match"]) == ("Barack", False)


def test_everybody_in_a_photo_is_named_and_who_is_missing_is_told(friends):
    both = Image.new("RGB", (1200, 600), "grey")
    for left, photo in ((0, astronaut(600)), (600, face("obama2"))):
        # Nobody is recognised who is squeezed.
        both.paste(ImageOps.pad(Image.open(io.BytesIO(photo)).convert("RGB"), (600, 600)), (left, 0))
    photo = put(friends, {"party.jpg": jpeg(both)}) / "party.jpg"
    (line,), status = run("who", photo, "--gallery", "friends", "--json")
    told = json.loads(line)
    assert (status, set(told), told["absent"]) == (0, {"file", "faces", "absent", "ms"}, ["Joe"])
    assert all(set(one) == {"box", "person", "zone", "distance", "quality"} for one in told["faces"])
    assert {(one["person"], one["box"][0] > 0.5) for one in told["faces"]} == {("Barack", True), (None, False)}
    (line,), _ = run("who", photo, "--gallery", "friends")
    assert "Barack" in line and line.split("absent: ")[1].startswith("Joe")


@pytest.mark.parametrize("command", ["lookalike", "who"])
def test_refusals_are_told_as_of_scores(command, tmp_path):
    Gallery.objects.create(name="Empty", slug="empty")
    put(tmp_path, {"me.jpg": astronaut(), "wall.jpg": wall()})
    for name, gallery, code in (
        ("me.jpg", "nowhere", "no_such_gallery"),
        ("me.jpg", "empty", "gallery_empty"),
        ("wall.jpg", "empty", "no_face"),
        ("gone.jpg", "empty", "no_file"),
    ):
        (line,), status = run(command, tmp_path / name, "--gallery", gallery, "--json")
        told = json.loads(line)
        assert (status, set(told), told["error"]["code"]) == (1, {"file", "error"}, code)
        assert told["error"]["message"].endswith(".")


def test_a_number_of_people_is_from_1_to_100(tmp_path):
    for number in ("0", "101", "x"):
        with pytest.raises(CommandError, match="from 1 to 100"):
            call_command("lookalike", str(tmp_path / "me.jpg"), "--gallery", "g", "--top", number)


def test_a_machine_that_opens_no_photos_says_why(tmp_path, monkeypatch):
    def broken(*args):
        raise NotJudged("Put a model there.")

    monkeypatch.setattr(pictures, "ask", broken)
    Gallery.objects.create(name="Empty", slug="empty")
    with pytest.raises(CommandError, match="Put a model there"):
        run("who", put(tmp_path, {"me.jpg": astronaut()}) / "me.jpg", "--gallery", "empty")

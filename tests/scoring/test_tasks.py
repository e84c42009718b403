from dataclasses import replace
from io import BytesIO
from uuid import uuid4

import pytest
from celery.exceptions import Retry, SoftTimeLimitExceeded
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from scoring.tasks import read_calibration, score_photo
from scoring.vision import photo as photos
from tests.support.photos import astronaut, two_faces, wall

OPEN_EYES = {"left_eye": 1.0, "right_eye": 1.0, "mouth": 1.0}


@pytest.fixture
def upload():
    """Puts bytes into the storage; whatever is left of them goes at the end."""
    folder, keys = f"rooms/{uuid4()}", []

    def put(data):
        key = default_storage.save(f"{folder}/uploads/{len(keys)}", ContentFile(data))
        keys.extend([key, photo_of(key)])
        return key

    yield put
    for key in keys:
        default_storage.delete(key)


def photo_of(key):
    return key.replace("uploads", "photos") + ".jpg"


def asked(key, calibration=None):
    return {"upload": key, "photo": photo_of(key), "target": OPEN_EYES, "calibration": calibration}


def judge(key, calibration=None):
    return score_photo(**asked(key, calibration))


def stored(key):
    with default_storage.open(key) as file:
        return file.read()


def test_a_photo_is_scored_with_its_reasons_and_kept_clean(upload):
    picture = Image.open(BytesIO(astronaut()))
    exif = picture.getexif()
    exif[0x0110] = "a phone that tells where it was"
    tagged = BytesIO()
    picture.save(tagged, "JPEG", exif=exif)
    result = judge(upload(tagged.getvalue()))
    assert result["code"] == "scored" and 0 <= result["similarity"] <= 1
    assert set(result["detail"]["parts"]) == {"eyes", "mouth"} and result["detail"]["overlay"]
    assert result["detail"]["ms"] > 0
    kept = stored(result["photo"])
    assert Image.open(BytesIO(kept)).getexif() == {} and b"a phone that tells" not in kept


def test_an_upload_that_was_judged_and_erased_is_not_judged_again(upload):
    key = upload(astronaut())
    judge(key)
    default_storage.delete(key)
    assert judge(key)["code"] == "lost" and default_storage.exists(photo_of(key))


def test_a_personal_range_changes_what_counts_as_open(upload):
    key = upload(astronaut())
    reading = judge(key)["detail"]["reading"]
    eyes = (reading["left_eye"] + reading["right_eye"]) / 2
    narrow = {"eyes_shut": 0.0, "eyes_open": eyes, "mouth_shut": 0.0, "mouth_open": reading["mouth"]}
    assert judge(key, calibration=narrow)["similarity"] == 1.0


def test_the_largest_of_several_faces_is_scored_and_that_is_said(upload):
    result = judge(upload(two_faces()))
    assert result["code"] == "scored" and result["detail"]["note"].startswith("2 faces")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(wall(), "no_face", id="nobody"),
        pytest.param(astronaut()[:2000], "unreadable", id="cut off"),
        pytest.param(b"hello", "unsupported_format", id="a text"),
        pytest.param(b"", "empty", id="nothing"),
    ],
)
def test_what_cannot_be_scored_is_an_outcome_with_words(upload, data, code):
    key = upload(data)
    result = judge(key)
    assert result["code"] == code and result["message"].endswith(".")
    assert not default_storage.exists(photo_of(key))


def test_an_upload_that_is_nowhere_is_lost():
    assert judge("uploads/nowhere")["code"] == "lost"


def test_a_storage_that_stumbles_is_asked_again(upload, monkeypatch):
    key, read = upload(astronaut()), default_storage.read
    stumbles = [OSError("away"), ConnectionError("away")]

    def stumbling(name):
        if stumbles:
            raise stumbles.pop()
        return read(name)

    monkeypatch.setattr(default_storage._wrapped, "read", stumbling, raising=False)
    done = score_photo.apply(kwargs=asked(key))
    assert done.state == "SUCCESS" and done.result["code"] == "scored"
    assert stumbles == []


def test_a_storage_that_stays_away_is_given_up_in_the_end(upload, monkeypatch):
    tries = []

    def away(name):
        tries.append(name)
        raise OSError("away")

    monkeypatch.setattr(default_storage._wrapped, "read", away, raising=False)
    done = score_photo.apply(kwargs=asked("uploads/x"))
    assert isinstance(done.result, OSError) and not isinstance(done.result, Retry)
    assert len(tries) == 1 + score_photo.max_retries


def test_a_mistake_of_ours_is_not_tried_again(upload, monkeypatch):
    tries = []

    def wrong(*args):
        tries.append(args)
        raise ValueError("a mistake")

    monkeypatch.setattr(photos, "judge", wrong)
    done = score_photo.apply(kwargs=asked(upload(wall())))
    assert (type(done.result), len(tries)) == (ValueError, 1)


def test_calibration_that_takes_too_long_is_told_and_leaves_no_shots(upload, monkeypatch):
    def endless(data):
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(photos, "read", endless)
    keys = upload(astronaut()), upload(astronaut())
    assert read_calibration(*keys)["code"] == "took_too_long"
    assert not any(map(default_storage.exists, keys))


def test_calibration_shots_are_erased_whatever_comes_of_them(upload):
    keys = upload(astronaut()), upload(astronaut())
    assert read_calibration(*keys)["code"] == "calibration_eyes_alike"
    assert not any(map(default_storage.exists, keys))
    keys = upload(wall()), upload(astronaut())
    assert read_calibration(*keys)["code"] == "no_face"
    assert not any(map(default_storage.exists, keys))
    assert read_calibration("nowhere", "nowhere")["code"] == "lost"


def test_two_different_shots_give_four_numbers(upload, monkeypatch):
    """Readings of a relaxed and of an extreme face, as nobody in our photos makes one."""
    seen = photos.read(astronaut())
    readings = [(0.7, 0.6, 0.0), (0.1, 0.2, 0.6)]

    def read(data):
        left, right, mouth = readings.pop(0)
        return replace(seen, reading=replace(seen.reading, left_eye=left, right_eye=right, mouth=mouth))

    monkeypatch.setattr(photos, "read", read)
    result = read_calibration(upload(astronaut()), upload(astronaut()))
    assert result["calibration"] == pytest.approx(
        {"eyes_shut": 0.15, "eyes_open": 0.65, "mouth_shut": 0.0, "mouth_open": 0.6}
    )

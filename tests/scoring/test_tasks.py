from io import BytesIO

import pytest
from celery.exceptions import Retry
from django.core.cache import cache
from django.core.files.storage import default_storage
from PIL import Image

from scoring import hands
from scoring.tasks import QUICK_QUEUE, SLOW_QUEUE, read_calibration, score_photo
from tests.scoring.conftest import OF_NOBODY, photo_of
from tests.support.photos import astronaut, two_faces, wall

OPEN_EYES = {"left_eye": 1.0, "right_eye": 1.0, "mouth": 1.0}


def asked(key, calibration=None):
    return {"upload": key, "photo": photo_of(key), "target": OPEN_EYES, "calibration": calibration}


def judge(key, calibration=None):
    return score_photo.apply(kwargs=asked(key, calibration)).get()


def calibrated(*keys):
    return read_calibration.apply(args=keys).get()


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


def test_a_photo_of_two_is_scored_by_two_targets_and_one_alone_is_told_so(upload):
    both, alone = upload(two_faces()), upload(astronaut())
    told = score_photo.apply(kwargs=asked(both) | {"beside": OPEN_EYES}).get()
    assert told["code"] == "scored" and set(told["detail"]["parts"]) >= {"left eyes", "right eyes"}
    assert default_storage.exists(told["photo"])
    assert score_photo.apply(kwargs=asked(alone) | {"beside": OPEN_EYES}).get()["code"] == "one_face"


def test_without_a_target_a_face_becomes_one(upload):
    told = score_photo.apply(kwargs=asked(upload(astronaut())) | {"target": None}).get()
    assert told["code"] == "read" and default_storage.exists(told["photo"])
    assert set(told["detail"]["face"]) == {"left_eye", "right_eye", "mouth"}
    assert told.get("similarity") is None


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


@OF_NOBODY
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


def test_a_mistake_of_ours_is_not_tried_again(upload, children):
    def wrong():
        raise ValueError("a mistake")

    children.answer = wrong
    done = score_photo.apply(kwargs=asked(upload(astronaut())))
    assert (type(done.result), len(children)) == (ValueError, 1)


def test_what_took_too_long_is_an_outcome_and_not_tried_again(upload, children):
    assert judge(upload(astronaut()))["code"] == "took_too_long"
    assert len(children) == 1


def test_calibration_that_takes_too_long_is_told_and_leaves_no_shots(upload, children):
    keys = upload(astronaut()), upload(astronaut())
    assert calibrated(*keys)["code"] == "took_too_long"
    assert not any(map(default_storage.exists, keys))


# Who judges


def queue_of(monkeypatch, key):
    """The queues that a photo goes through."""
    ways = [QUICK_QUEUE]

    def queued(sig, *args, **more):
        ways.append(sig.options["queue"])
        return again(sig, *args, **more)

    again = score_photo.signature().__class__.apply
    monkeypatch.setattr("celery.canvas.Signature.apply", queued)
    judge(key)
    return ways


@pytest.mark.parametrize("name", ["PNG", "WEBP"])
def test_what_our_pages_do_not_send_takes_the_slow_way(upload, monkeypatch, name):
    unusual = BytesIO()
    Image.open(BytesIO(astronaut())).save(unusual, name)
    key = upload(unusual.getvalue())
    assert queue_of(monkeypatch, key) == [QUICK_QUEUE, SLOW_QUEUE]
    assert default_storage.exists(photo_of(key))


def test_a_large_jpeg_takes_the_slow_way_and_a_small_one_does_not(upload, monkeypatch):
    large = BytesIO()
    Image.open(BytesIO(astronaut())).resize((1600, 1600)).save(large, "JPEG")
    assert queue_of(monkeypatch, upload(large.getvalue())) == [QUICK_QUEUE, SLOW_QUEUE]
    assert queue_of(monkeypatch, upload(astronaut())) == [QUICK_QUEUE]


def test_a_photo_that_is_being_judged_is_not_begun_again(upload, children):
    key = upload(astronaut())
    with hands.holding(key):
        assert hands.held([key, "another"]) == {key}
        assert score_photo.apply(kwargs=asked(key)).state == "IGNORED"
    assert children == [] and hands.held([key]) == set()


@pytest.fixture
def killed():
    """Workers that were killed with an upload in their hands: they tidy nothing up, and their mark runs out."""
    dead = []

    def kill(key):
        dead.append(hands.holding(key))
        dead[-1].__enter__()
        cache.delete(f"judging:{key}")

    return kill


def test_a_photo_that_took_two_workers_with_it_is_lost_for_good(upload, children, killed):
    key = upload(astronaut())
    killed(key)
    killed(key)
    assert judge(key)["code"] == "lost" and children == []


def test_a_photo_that_one_worker_died_of_is_tried_once_more(upload, killed):
    key = upload(astronaut())
    killed(key)
    assert judge(key)["code"] == "scored"


def test_calibration_shots_are_erased_whatever_comes_of_them(upload):
    keys = upload(astronaut()), upload(astronaut())
    assert calibrated(*keys)["code"] == "calibration_eyes_alike"
    assert not any(map(default_storage.exists, keys))
    keys = upload(wall()), upload(astronaut())
    assert calibrated(*keys)["code"] == "no_face"
    assert not any(map(default_storage.exists, keys))
    assert calibrated("nowhere", "nowhere")["code"] == "lost"

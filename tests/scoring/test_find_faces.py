"""Faces from an upload, by the queue: numbers out, nothing kept; and a word on the way."""

from io import BytesIO

import numpy as np
import pytest
from celery import shared_task
from django.core.files.storage import default_storage
from kombu.exceptions import OperationalError
from PIL import Image

from scoring import hands
from scoring.galleries import vectors
from scoring.galleries.errors import GalleryRefused
from scoring.galleries.models import Gallery
from scoring.tasks import SLOW_QUEUE, find_faces, score_photo
from tests.scoring.conftest import OF_NOBODY, photo_of
from tests.support.photos import astronaut, two_faces


def find(key, **more):
    return find_faces.apply(kwargs={"upload": key, **more}).get()


@pytest.fixture
def began(monkeypatch):
    """Signatures that were sent off."""
    sent = []
    monkeypatch.setattr(
        "celery.canvas.Signature.apply_async", lambda sig, *args, **more: sent.append((sig.task, sig.args))
    )
    return sent


def test_every_face_has_a_box_a_quality_and_numbers(upload):
    told = find(upload(two_faces()))
    assert (told["code"], told["width"], told["height"], told["count"]) == ("seen", 480, 260, 2)
    assert [set(face) for face in told["faces"]] == [{"box", "quality", "vectors"}] * 2
    assert told["faces"][0]["box"][0] < told["faces"][1]["box"][0]
    assert told["ms"] > 0


def test_only_the_largest_where_one_is_asked_for(upload):
    told = find(upload(two_faces()), single=True)
    assert (told["count"], len(told["faces"])) == (2, 1)


@OF_NOBODY
def test_what_shows_nobody_is_an_outcome_with_words(upload, data, code):
    told = find(upload(data))
    assert told["code"] == code and told["message"].endswith(".")


def test_an_upload_that_is_nowhere_is_lost():
    assert find("visits/nowhere/photo")["code"] == "lost"


def test_nothing_of_the_photo_is_kept(upload):
    key = upload(astronaut())
    find(key)
    assert not default_storage.exists(photo_of(key))


def test_an_unusual_picture_takes_the_slow_way(upload, monkeypatch):
    unusual = BytesIO()
    Image.open(BytesIO(astronaut())).save(unusual, "PNG")
    ways, again = [], find_faces.signature().__class__.apply

    def queued(sig, *args, **more):
        ways.append(sig.options["queue"])
        return again(sig, *args, **more)

    monkeypatch.setattr("celery.canvas.Signature.apply", queued)
    assert find(upload(unusual.getvalue()))["code"] == "seen"
    assert ways == [SLOW_QUEUE]


def test_an_upload_in_other_hands_is_left_there(upload, children):
    key = upload(astronaut())
    with hands.holding(key):
        assert find_faces.apply(kwargs={"upload": key}).state == "IGNORED"
    assert children == []


@shared_task(name="tests.began")
def note(visit):
    """Stands for whoever wants to know."""


def test_whoever_waits_is_told_when_it_begins(upload, children, began):
    find(upload(astronaut()), began=dict(note.s("visit 7")))
    assert began == [("tests.began", ("visit 7",))]


def test_a_photo_that_goes_to_the_slow_queue_has_not_begun(upload, children, began, monkeypatch):
    monkeypatch.setattr("scoring.tasks._pass_on", lambda task: {"code": "passed on"})
    find(upload(b"\x89PNG"), began=dict(note.s("visit 7")))
    assert began == [] and children == []


def test_an_answer_does_not_wait_for_a_broker_that_is_away(upload, children, monkeypatch):
    def away(sig, *args, **more):
        raise OperationalError("away")

    monkeypatch.setattr("celery.canvas.Signature.apply_async", away)
    assert find(upload(astronaut()), began=dict(note.s("visit 7")))["code"] == "took_too_long"


def test_a_score_without_a_place_keeps_no_copy(upload, began):
    key = upload(astronaut())
    asked = {"upload": key, "photo": "", "target": {"left_eye": 1, "right_eye": 1, "mouth": 1}, "calibration": None}
    told = score_photo.apply(kwargs={**asked, "began": dict(note.s("visit 8"))}).get()
    assert told["code"] == "scored" and "photo" not in told
    assert not default_storage.exists(photo_of(key))
    assert began == [("tests.began", ("visit 8",))]


def test_a_gallery_gets_the_numbers_that_it_compares(upload):
    (face,) = find(upload(astronaut()), single=True)["faces"]
    for embedder, dimension in (("dlib-resnet-1", 128), ("proportions-1", 5)):
        vector = vectors.of(face, Gallery(embedder=embedder))
        assert (vector.dtype, vector.shape) == (np.float32, (dimension,))
    assert vectors.of({"vectors": {}}, Gallery()) is None


@pytest.mark.parametrize("found", [{"sface-2021dec": "AACAPw=="}, {"dlib-resnet-1": "?"}, {"dlib-resnet-1": "AAA="}])
def test_numbers_that_a_gallery_cannot_compare_are_refused(found):
    with pytest.raises(GalleryRefused, match="other_numbers"):
        vectors.of({"vectors": found}, Gallery(embedder="dlib-resnet-1"))

import pytest
from kombu.exceptions import OperationalError as QueueAway

from animatch.platform.storages import default_storage
from game import tasks
from game.rooms.storage_keys import upload_key
from tests.support.guests import Guest, refused
from tests.support.photos import posted

pytestmark = pytest.mark.django_db
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\x00" * 600
FACE = {"left_eye": 0.0, "right_eye": 0.55, "mouth": 1.0}


def post(guest, code, photo=JPEG):
    return guest.http.post(f"/api/v1/rooms/{code}/face", {"file": posted(photo)})


def test_a_photo_for_a_card_is_checked_like_others_and_only_a_guests_between_games(room, monkeypatch):
    monkeypatch.setattr("celery.canvas._chain.delay", lambda chain: None)
    assert refused(post(room.mia, room.code, b"hello")) == (422, "unsupported_format")
    assert refused(post(Guest("Eve"), room.code)) == (403, "not_your_seat")
    assert room.objects == []
    assert post(room.mia, room.code).status_code == 202
    room.start()
    assert refused(post(room.mia, room.code)) == (409, "wrong_phase")
    assert len(room.objects) == 1


def test_a_photo_for_a_card_does_not_stay_while_the_queue_is_away(room, monkeypatch):
    def away(chain):
        raise QueueAway

    monkeypatch.setattr("celery.canvas._chain.delay", away)
    assert refused(post(room.mia, room.code)) == (503, "try_again")
    assert room.objects == []


def test_the_face_in_a_photo_becomes_a_card_and_the_photo_is_gone(room):
    upload = "3f1c2a52-7b0e-4b62-9f58-7a9d3f0a1c11"
    default_storage.write(upload_key(room.state.id, upload), JPEG)
    result = {"code": "read", "message": "", "photo": "", "detail": {"face": FACE}}
    tasks.apply_face(result, room.code, room.state.id, room.mia.seat, upload)
    face = room.ben.look()["room"]["faces"][room.mia.seat]
    assert face["title"] == "Mia's face"
    assert face["picture"].endswith("/0-55-100.svg")
    assert room.objects == []


def test_a_photo_without_a_face_makes_no_card_and_its_guest_is_told_alone(room, screens):
    tasks.apply_face({"code": "no_face", "message": "No face."}, room.code, room.state.id, room.mia.seat, "gone")
    assert screens.sent[-1] == {"type": "error", "code": "no_face", "message": "No face.", "re": "make_face"}
    assert room.state.faces == ()

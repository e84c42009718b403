import pytest
from kombu.exceptions import OperationalError as QueueAway

from game import tasks
from tests.support.guests import Guest, refused
from tests.support.photos import posted

pytestmark = pytest.mark.django_db
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\x00" * 600


def test_calibration_shots_are_checked_like_photos(room):
    url = f"/api/v1/rooms/{room.code}/calibration"
    text, photo = posted(b"hello"), posted(JPEG)
    assert refused(room.mia.http.post(url, {"neutral": photo, "extreme": text})) == (422, "unsupported_format")
    assert refused(room.mia.http.post(url, {"neutral": posted(JPEG)})) == (422, "invalid")
    stranger = {"neutral": posted(JPEG), "extreme": posted(JPEG)}
    assert refused(Guest("Eve").http.post(url, stranger)) == (403, "not_your_seat")
    assert room.objects == []


def test_calibration_shots_do_not_stay_while_the_queue_is_away(room, monkeypatch):
    def away(chain):
        raise QueueAway

    monkeypatch.setattr("celery.canvas._chain.delay", away)
    shots = {"neutral": posted(JPEG), "extreme": posted(JPEG)}
    assert refused(room.mia.http.post(f"/api/v1/rooms/{room.code}/calibration", shots)) == (503, "try_again")
    assert room.objects == []


def test_a_range_is_remembered_at_the_seat_and_forgotten_on_request(room):
    numbers = {"eyes_shut": 0.1, "eyes_open": 0.7, "mouth_shut": 0.0, "mouth_open": 0.6}
    tasks.apply_calibration({"calibration": numbers}, room.code, room.mia.seat)
    assert room.mia.look()["you"]["calibration"] == numbers
    assert room.mia.http.delete(f"/api/v1/rooms/{room.code}/calibration").status_code == 204
    assert "calibration" not in room.mia.look()["you"]

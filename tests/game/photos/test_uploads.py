from datetime import timedelta

import httpx
import pytest
from django.conf import settings
from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from game import models
from game.engine import seating, state, transitions
from game.engine.state import Phase
from game.engine.takes import Outcome
from game.photos import uploads
from game.rooms import services
from game.rooms.storage_keys import upload_key
from scoring.vision.formats import MAX_BYTES
from tests.support.guests import Guest, key_of, refused
from tests.support.photos import posted, wall

pytestmark = pytest.mark.django_db
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\x00" * 600


def test_a_photo_is_taken_in_at_once_and_judged_later(posing):
    answer = posing.mia.send(posted(JPEG))
    assert answer.status_code == 202
    assert (answer.json()["number"], answer.json()["code"]) == (1, "judging")
    row = models.Take.objects.get()
    assert (row.code, row.upload) == ("", upload_key(posing.state.id, str(row.id)))
    assert posing.objects == [row.upload]
    assert posing.mia.look()["you"]["takes_left"] == 2


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        pytest.param(b"hello, I am a text and no photo", 422, "unsupported_format", id="a text named .jpg"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", 422, "unsupported_format", id="a drawing"),
        pytest.param(b"", 422, "empty", id="nothing"),
        pytest.param(JPEG + b"\x00" * MAX_BYTES, 413, "too_large", id="over 15 MB"),
    ],
)
def test_what_is_no_photo_is_refused_and_not_kept(posing, data, status, code):
    assert refused(posing.mia.send(posted(data))) == (status, code)
    assert posing.objects == []
    assert posing.mia.look()["you"]["takes_left"] == 3


def test_a_form_without_a_photo_is_refused(posing):
    assert refused(posing.mia.send()) == (409, "nothing_arrived")


def test_a_photo_needs_a_seat_in_this_room(posing):
    elsewhere = Guest("Cleo")
    elsewhere.open_room()
    for stranger in (Guest("Eve"), elsewhere):
        assert refused(stranger.send(posted(JPEG), code=posing.code)) == (403, "link_needed")
    elsewhere.http.get(f"/r/{posing.code}/?k={key_of(posing.code)}")
    assert refused(elsewhere.send(posted(JPEG), code=posing.code)) == (403, "not_your_seat")


def test_whoever_was_removed_sends_nothing(posing):
    posing.do(seating.kick, posing.ben.seat, posing.mia.seat)
    assert refused(posing.ben.send(posted(JPEG))) == (403, "kicked")


def test_a_photo_before_the_signal(room):
    assert refused(room.mia.send(posted(JPEG))) == (409, "too_early")
    room.start()
    assert refused(room.mia.send(posted(JPEG))) == (409, "too_early")


@pytest.mark.parametrize("phase", [Phase.JUDGING, Phase.REVEAL])
def test_a_photo_after_the_end(posing, phase):
    posing.go_to(phase)
    assert refused(posing.mia.send(posted(JPEG))) == (409, "too_late")
    assert posing.objects == []


def test_a_photo_during_a_pause(posing):
    posing.do(transitions.pause, posing.mia.seat)
    assert refused(posing.mia.send(posted(JPEG))) == (409, "paused")


def test_a_photo_of_a_late_joiner(posing):
    late = Guest("Cleo")
    late.join(posing.code, key_of(posing.code))
    assert refused(late.send(posted(JPEG))) == (409, "not_in_this_round")


def test_a_fourth_photo(posing):
    for _ in range(3):
        assert posing.mia.send(posted(JPEG)).status_code == 202
    assert refused(posing.mia.send(posted(JPEG))) == (409, "no_takes_left")
    assert len(posing.objects) == 3


def test_a_game_that_ends_while_a_photo_arrives_leaves_no_object(posing, monkeypatch):
    checked = uploads.check_posted

    def slow(file):
        checked(file)
        posing.go_to(Phase.PODIUM)

    monkeypatch.setattr(uploads, "check_posted", slow)
    assert refused(posing.mia.send(posted(JPEG))) == (409, "too_late")
    assert posing.objects == []


# Tickets


def test_a_ticket_is_given_only_where_a_photo_would_be_taken(room):
    ask = f"/rooms/{room.code}/uploads"
    assert refused(room.mia.post(ask)) == (409, "too_early")
    assert refused(Guest("Eve").post(ask)) == (403, "not_your_seat")
    room.start()
    room.go_to(Phase.CAPTURE)
    assert refused(room.mia.post(ask, {"content_type": "text/html"})) == (422, "invalid")
    assert room.mia.post(ask, {"content_type": "image/png"}).status_code == 200


@pytest.mark.skipif(bool(settings.S3_BUCKET), reason="with a bucket, photos go to the bucket")
def test_without_a_bucket_photos_are_posted_to_us(posing):
    ticket = posing.mia.post(f"/rooms/{posing.code}/uploads").json()
    assert ticket["url"] == f"/api/v1/rooms/{posing.code}/takes"
    first, second = (posing.mia.send(posted(wall()), **ticket["fields"]) for _ in range(2))
    assert first.status_code == second.status_code == 202
    assert first.json()["id"] == second.json()["id"]
    assert models.Take.objects.count() == 1


@pytest.mark.skipif(not settings.S3_BUCKET, reason="without a bucket, photos are posted to us")
def test_with_a_bucket_photos_are_posted_there_and_reported(posing):
    ticket = posing.mia.post(f"/rooms/{posing.code}/uploads").json()
    sent = httpx.post(ticket["url"], data=ticket["fields"], files={"file": ("photo.jpg", wall(), "image/jpeg")})
    assert sent.status_code == 204
    first, second = (posing.mia.send(upload=ticket["upload"]) for _ in range(2))
    assert first.status_code == second.status_code == 202
    assert first.json() == second.json()
    assert models.Take.objects.count() == 1


def _upload(room, seat, take_id=None, data=JPEG):
    """A photo in the storage, and what was signed for it."""
    take_id = take_id or services.new_id()
    default_storage.save(upload_key(room.state.id, take_id), ContentFile(data))
    named = {"room": room.state.id, "round": room.state.round.id, "seat": seat, "take": take_id}
    return signing.dumps(named, salt=uploads.TICKET_SALT)


def test_a_repeated_report_tells_no_score_before_the_reveal(posing):
    upload = _upload(posing, posing.mia.seat)
    posing.mia.send(upload=upload)
    outcome = Outcome("scored", 0.8765, detail={"parts": {}, "advice": "Mouth wider!"})
    services.record(posing.code, posing.state.round.takes[0].id, outcome, posing.now)
    told = posing.mia.send(upload=upload).json()
    assert (told["code"], told["advice"]) == ("scored", "Mouth wider!")
    assert "percent" not in told and told["points"] == 0


def test_a_reported_upload_is_a_take_and_reporting_it_twice_is_one(posing):
    upload = _upload(posing, posing.mia.seat)
    assert [posing.mia.send(upload=upload).status_code for _ in range(2)] == [202, 202]
    assert models.Take.objects.count() == 1


@pytest.mark.parametrize(
    ("began", "late", "answer"),
    [(timedelta(), 2, 202), (timedelta(), 7, 409), (timedelta(hours=1), 2, 409)],
    ids=["there in time", "told of much later", "there too late"],
)
def test_a_late_report_counts_where_the_photo_itself_was_there_in_time(open_room, began, late, answer):
    # The storage has a clock of its own, the real one.
    room = open_room(timezone.now() - began)
    room.start()
    room.go_to(Phase.CAPTURE)
    upload, deadline = _upload(room, room.mia.seat), room.state.deadline
    room.go_to(Phase.REVEAL)
    room.now = deadline + timedelta(seconds=late)
    assert room.mia.send(upload=upload).status_code == answer
    assert [take.submitted_at < deadline for take in room.state.round.takes] == [True] * (answer == 202)
    assert [take.queued_at for take in models.Take.objects.all()] == [room.now] * (answer == 202)
    assert bool(room.objects) == (answer == 202)


def test_a_report_that_overtakes_itself_is_one_take(posing, monkeypatch):
    upload = _upload(posing, posing.mia.seat)
    posing.mia.send(upload=upload)
    monkeypatch.setattr(state.Room, "take", _blind_once(state.Room.take))
    assert posing.mia.send(upload=upload).json()["number"] == 1
    assert models.Take.objects.count() == 1
    assert posing.state.round.takes_of(posing.mia.seat)[0].number == 1


def _blind_once(find):
    answers = iter([None])
    return lambda room, take_id: next(answers, find(room, take_id))


def test_an_upload_that_never_arrived(posing):
    named = {"room": posing.state.id, "round": posing.state.round.id}
    ticket = {**named, "seat": posing.mia.seat, "take": services.new_id()}
    upload = signing.dumps(ticket, salt=uploads.TICKET_SALT)
    assert refused(posing.mia.send(upload=upload)) == (409, "nothing_arrived")


def test_a_ticket_without_its_round_is_to_be_asked_for_anew(posing):
    ticket = {"room": posing.state.id, "seat": posing.mia.seat, "take": services.new_id()}
    upload = signing.dumps(ticket, salt=uploads.TICKET_SALT)
    assert refused(posing.mia.send(upload=upload)) == (409, "ticket_invalid")


def test_an_upload_that_is_no_photo_is_erased(posing):
    upload = _upload(posing, posing.mia.seat, data=b"hello")
    assert refused(posing.mia.send(upload=upload)) == (422, "unsupported_format")
    assert posing.objects == []


def test_somebody_elses_ticket_a_forged_one_and_an_old_one(posing, monkeypatch):
    upload = _upload(posing, posing.mia.seat)
    assert refused(posing.ben.send(upload=upload)) == (409, "ticket_invalid")
    assert refused(posing.mia.send(upload=upload[:-2] + "xx")) == (409, "ticket_invalid")
    assert refused(posing.mia.send(upload="nonsense")) == (409, "ticket_invalid")
    monkeypatch.setattr(uploads, "TICKET_SECONDS", -1)
    assert refused(posing.mia.send(upload=upload)) == (409, "ticket_invalid")


def test_a_photo_that_missed_its_round_does_not_count_in_the_next(open_room):
    room = open_room(rounds=2)
    room.start()
    room.go_to(Phase.CAPTURE)
    ticket = room.mia.post(f"/rooms/{room.code}/uploads").json()
    late = {"upload": ticket["upload"]} if "upload" in ticket else {"file": posted(wall()), **ticket["fields"]}
    room.go_to(Phase.REVEAL)
    room.go_to(Phase.CAPTURE)
    assert refused(room.mia.send(**late)) == (409, "too_late")
    assert models.Take.objects.count() == 0


def test_a_photo_whose_round_was_over_before_its_report_leaves_no_object(open_room):
    room = open_room(rounds=2)
    room.start()
    room.go_to(Phase.CAPTURE)
    upload = _upload(room, room.mia.seat)
    room.go_to(Phase.REVEAL)
    room.go_to(Phase.CAPTURE)
    assert refused(room.mia.send(upload=upload)) == (409, "too_late")
    assert room.objects == []


def test_a_photo_of_the_game_before_is_not_erased_by_a_second_report(open_room):
    room = open_room(rounds=1)
    room.start()
    room.go_to(Phase.CAPTURE)
    upload = _upload(room, room.mia.seat)
    assert room.mia.send(upload=upload).status_code == 202
    waiting = room.objects
    room.go_to(Phase.PODIUM)
    room.do(transitions.again, room.mia.seat)
    room.start()
    assert refused(room.mia.send(upload=upload)) == (409, "too_late")
    assert room.objects == waiting


def test_a_seat_gets_a_few_tickets_more_than_it_has_takes(posing):
    tickets = [posing.mia.post(f"/rooms/{posing.code}/uploads") for _ in range(7)]
    assert [answer.status_code for answer in tickets] == [200] * 6 + [429]
    assert refused(tickets[-1]) == (429, "too_many")
    assert posing.ben.post(f"/rooms/{posing.code}/uploads").status_code == 200
    posing.go_to(Phase.REVEAL)
    posing.go_to(Phase.CAPTURE)
    assert posing.mia.post(f"/rooms/{posing.code}/uploads").status_code == 200

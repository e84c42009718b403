from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from game import models
from game.engine import playing, showing, transitions
from game.engine.state import Phase
from game.photos import judging, tasks
from game.privacy import room_erasure
from game.rooms.storage_keys import photo_key, upload_key
from tests.support.parties import DETAIL, Party, posing
from tests.support.photos import put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("screens")]
SCORED = {"code": "scored", "similarity": 0.9, "detail": DETAIL}


@pytest.fixture
def enqueued(monkeypatch):
    takes = []
    monkeypatch.setattr(judging, "enqueue_again", lambda take, asked: takes.append(str(take.id)))
    return takes


def test_a_score_reaches_the_room_and_the_upload_is_erased(small_deck, now):
    party = posing(small_deck, now, "Mia", "Ben")
    take, room = party.send("Mia"), party.room
    upload = put(upload_key(room.id, take))
    photo = put(photo_key(room.id, take))
    for _ in range(2):
        tasks.apply_score({**SCORED, "photo": photo}, party.code, room.id, take)
    assert party.room.round.takes[0].similarity == 0.9
    assert not default_storage.exists(upload)
    assert default_storage.exists(photo)


def test_a_refusal_reaches_the_room_with_its_words(small_deck, now):
    party = posing(small_deck, now, "Mia", "Ben")
    take = party.send("Mia")
    tasks.apply_score({"code": "no_face", "message": "No face found."}, party.code, party.room.id, take)
    outcome = party.room.round.takes[0].outcome
    assert (outcome.code, outcome.similarity, outcome.message) == ("no_face", None, "No face found.")


def test_a_score_for_a_room_that_is_gone_leaves_no_photo(small_deck, now):
    party = posing(small_deck, now, "Mia", "Ben")
    take, room = party.send("Mia"), party.room
    room_erasure.erase_room(party.code, now, reason="expired")
    upload, photo = put(upload_key(room.id, take)), put(photo_key(room.id, take))
    tasks.apply_score({**SCORED, "photo": photo}, party.code, room.id, take)
    assert not default_storage.exists(upload) and not default_storage.exists(photo)


def test_a_score_that_the_host_took_away_before_leaves_no_photo(small_deck, now):
    party = posing(small_deck, now, "Mia", "Ben")
    take, room = party.send("Mia"), party.room
    gone = {"approved": False, "hidden": True, "keep_score": False}
    party.do(showing.moderate, take, party.host, **gone)
    photo = put(photo_key(room.id, take))
    tasks.apply_score({**SCORED, "photo": photo}, party.code, room.id, take)
    assert party.room.round.takes[0].similarity is None
    assert not default_storage.exists(photo)


def test_a_score_that_comes_after_the_game_waits_for_nobody(small_deck, now):
    party = posing(small_deck, now, "Mia", rounds=1)
    take = party.send("Mia")
    party.go_to(Phase.PODIUM)
    party.do(transitions.again, party.host)
    tasks.apply_score({**SCORED, "photo": "photo"}, party.code, party.room.id, take)
    row = models.Take.objects.get()
    assert (row.code, row.upload) == ("scored", "")


def test_a_calibration_that_failed_is_told_to_its_seat_alone(small_deck, now, screens):
    party = Party(small_deck, now, "Mia")
    tasks.apply_calibration({"code": "no_face", "message": "No face found."}, party.code, party.seats["Mia"])
    assert screens.sent[-1] == {
        "type": "error",
        "code": "no_face",
        "message": "No face found.",
        "re": "calibration",
    }


def test_a_photo_that_waits_too_long_is_put_into_the_queue_again_and_given_up_at_last(small_deck, real_now, enqueued):
    party = posing(small_deck, real_now, "Mia", "Ben")
    take = party.send("Mia")
    tasks.requeue_photos()
    assert enqueued == []
    for _ in range(8):
        models.Take.objects.filter(code="").update(queued_at=real_now - timedelta(hours=1))
        tasks.requeue_photos()
    assert enqueued == [take] * (tasks.MOST_TRIES - 1)
    assert party.room.round.takes[0].outcome.code == "lost"


def test_a_photo_that_was_queued_by_a_clock_that_has_been_set_back_since_does_not_wait_for_it(
    small_deck, real_now, enqueued
):
    party = posing(small_deck, real_now, "Mia", "Ben")
    take = party.send("Mia")
    models.Take.objects.filter(code="").update(queued_at=real_now + timedelta(minutes=20))
    tasks.requeue_photos()
    assert enqueued == [take]


def test_one_sick_photo_does_not_hold_up_the_others(small_deck, real_now, monkeypatch):
    party = posing(small_deck, real_now, "Mia", "Ben")
    sick, waiting = party.send("Mia"), party.send("Ben")
    models.Take.objects.update(queued_at=real_now - timedelta(minutes=1))
    enqueue = judging.enqueue_again

    def stumble(take, prompt):
        if str(take.id) == sick:
            raise RuntimeError("this photo is sick")
        enqueue(take, prompt)

    monkeypatch.setattr(judging, "enqueue_again", stumble)
    tasks.requeue_photos()
    assert models.Take.objects.get(id=waiting).tries == 2


def test_a_photo_of_a_game_that_is_over_is_queued_again_too(small_deck, real_now, enqueued):
    party = posing(small_deck, real_now, "Mia")
    take = party.send("Mia")
    party.go_to(Phase.PODIUM)
    party.do(transitions.again, party.host)
    models.Take.objects.update(queued_at=real_now - timedelta(minutes=1))
    tasks.requeue_photos()
    assert (enqueued, models.Take.objects.get().code) == ([take], "")


def test_a_photo_whose_prompt_is_gone_is_given_up(small_deck, real_now, enqueued):
    party = posing(small_deck, real_now, "Mia", "Ben")
    take = party.send("Mia")
    models.Prompt.objects.all().delete()
    models.Take.objects.update(queued_at=real_now - timedelta(minutes=1))
    tasks.requeue_photos()
    # The game itself still knows it.
    assert (enqueued, models.Take.objects.get().code) == ([take], "")
    party.do(transitions.end, party.host)
    party.do(transitions.again, party.host)
    models.Take.objects.update(queued_at=real_now - timedelta(minutes=1))
    tasks.requeue_photos()
    assert models.Take.objects.get().code == "lost"


def test_what_is_queued_again_is_what_was_queued_first(small_deck, now, monkeypatch):
    sent = []
    monkeypatch.setattr("celery.canvas._chain.delay", lambda chain: sent.append([dict(task) for task in chain.tasks]))
    party = posing(small_deck, now, "Mia", "Ben")
    numbers = {"eyes_shut": 0.1, "eyes_open": 0.7, "mouth_shut": 0.0, "mouth_open": 0.6}
    tasks.apply_calibration({"calibration": numbers}, party.code, party.seats["Mia"])
    take = party.send("Mia")
    judging.enqueue(party.room, take)
    # A host who corrects a target in the middle of a game does not change what was shown.
    models.Prompt.objects.update(mouth=0.42)
    row = models.Take.objects.select_related("round__room", "round__prompt", "seat").get()
    judging.enqueue_again(row, tasks._asked_of(row))
    first, again = ([(task["task"], task["args"], task["kwargs"]) for task in chain] for chain in sent)
    assert first == again


@pytest.mark.parametrize(("kind", "kept"), [("copy", True), ("pair", True), ("card", True), ("rhythm", False)])
def test_once_the_game_is_over_a_photo_is_asked_the_same_or_nothing(kind, kept, small_deck, now):
    party = Party(small_deck, now, "Mia", "Ben")
    party.play(kind)
    party.go_to(Phase.CAPTURE)
    poser = next(name for name, seat in party.seats.items() if not is_resting(party, seat))
    party.send(poser)
    row = models.Take.objects.select_related("round__room", "round__prompt", "seat").get()
    asked = tasks._asked_of(row)
    party.do(transitions.end, party.host)
    party.do(transitions.again, party.host)
    assert asked and tasks._asked_of(row) == (asked if kept else None)


def is_resting(party, seat):
    return not playing.poses(party.room, party.room.round, party.room.seat(seat))

from datetime import timedelta

import pytest
from celery.exceptions import Retry
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from game import erasure, models, services, tasks, uploads
from game.engine import transitions
from game.engine.state import Phase
from game.groups import photo_key, room_folder, upload_key
from tests.game.parties import DETAIL, Party, posing

pytestmark = pytest.mark.django_db
SCORED = {"code": "scored", "similarity": 0.9, "detail": DETAIL}


@pytest.fixture(autouse=True)
def _nobody_looks(screens):
    pass


@pytest.fixture
def real_now():
    return timezone.now()


@pytest.fixture
def enqueued(monkeypatch):
    takes = []
    monkeypatch.setattr(uploads, "enqueue_again", lambda take, prompt: takes.append(str(take.id)))
    return takes


def put(key):
    default_storage.save(key, ContentFile(b"photo"))
    return key


def test_a_deadlines_task_closes_its_phase(small_deck, real_now):
    party = posing(small_deck, real_now - timedelta(minutes=5), "Mia")
    tasks.close_phase(party.code, party.room.clock)
    assert party.room.phase is Phase.JUDGING


def test_a_late_task_never_closes_the_next_round(small_deck, real_now):
    party = posing(small_deck, real_now - timedelta(minutes=5), "Mia", rounds=2)
    old = party.room.clock
    party.go_to(Phase.REVEAL)
    party.go_to(Phase.CAPTURE)
    version = party.room.version
    tasks.close_phase(party.code, old)
    assert (party.room.phase, party.room.version) == (Phase.CAPTURE, version)


def test_a_task_for_a_room_that_is_gone_does_nothing(db):
    tasks.close_phase("QQQQQ", 1)


def test_a_deadline_is_armed_with_the_clock_it_is_for(small_deck, now, monkeypatch):
    armed = []
    monkeypatch.setattr(tasks.close_phase, "apply_async", lambda **how: armed.append(how))
    party = Party(small_deck, now, "Mia", get_ready=4)
    services.arm_deadline(party.room)
    assert armed == []
    party.start()
    services.arm_deadline(party.room)
    assert armed == [{"args": [party.code, party.room.clock], "eta": party.now + timedelta(seconds=4)}]


# What the vision queue found


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
    erasure.erase_room(party.code, now, reason="expired")
    upload, photo = put(upload_key(room.id, take)), put(photo_key(room.id, take))
    tasks.apply_score({**SCORED, "photo": photo}, party.code, room.id, take)
    assert not default_storage.exists(upload) and not default_storage.exists(photo)


def test_a_score_that_the_host_took_away_before_leaves_no_photo(small_deck, now):
    party = posing(small_deck, now, "Mia", "Ben")
    take, room = party.send("Mia"), party.room
    gone = {"approved": False, "hidden": True, "keep_score": False}
    party.do(transitions.moderate, take, party.host, **gone)
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


# The safety net


def test_the_sweeper_closes_what_is_overdue(small_deck, real_now):
    party = posing(small_deck, real_now - timedelta(minutes=5), "Mia")
    fresh = posing(small_deck, real_now, "Ben")
    tasks.sweep()
    assert (party.room.phase, fresh.room.phase) == (Phase.JUDGING, Phase.CAPTURE)


def test_one_sick_room_does_not_hold_up_the_others(small_deck, real_now, monkeypatch):
    sick = posing(small_deck, real_now - timedelta(minutes=5), "Mia")
    well = posing(small_deck, real_now - timedelta(minutes=5), "Ben")
    waiting = well.send("Ben")
    models.Take.objects.update(queued_at=real_now - timedelta(minutes=1))
    close = services.close_phase

    def stumble(code, *args):
        if code == sick.code:
            raise RuntimeError("this room is sick")
        return close(code, *args)

    monkeypatch.setattr(services, "close_phase", stumble)
    tasks.sweep()
    assert well.room.phase is Phase.JUDGING
    assert models.Take.objects.get(id=waiting).tries == 2


def test_a_photo_that_waits_too_long_is_put_into_the_queue_again_and_given_up_at_last(small_deck, real_now, enqueued):
    party = posing(small_deck, real_now, "Mia", "Ben")
    take = party.send("Mia")
    tasks.sweep()
    assert enqueued == []
    for _ in range(8):
        models.Take.objects.filter(code="").update(queued_at=real_now - timedelta(hours=1))
        tasks.sweep()
    assert enqueued == [take] * (tasks.MOST_TRIES - 1)
    assert party.room.round.takes[0].outcome.code == "lost"


def test_a_photo_of_a_game_that_is_over_is_queued_again_too(small_deck, real_now, enqueued):
    party = posing(small_deck, real_now, "Mia")
    take = party.send("Mia")
    party.go_to(Phase.PODIUM)
    party.do(transitions.again, party.host)
    models.Take.objects.update(queued_at=real_now - timedelta(minutes=1))
    tasks.sweep()
    assert (enqueued, models.Take.objects.get().code) == ([take], "")


def test_a_photo_whose_prompt_is_gone_is_given_up(small_deck, real_now, enqueued):
    party = posing(small_deck, real_now, "Mia", "Ben")
    take = party.send("Mia")
    models.Prompt.objects.all().delete()
    models.Take.objects.update(queued_at=real_now - timedelta(minutes=1))
    tasks.sweep()
    # The game itself still knows it.
    assert (enqueued, models.Take.objects.get().code) == ([take], "")
    party.do(transitions.end, party.host)
    party.do(transitions.again, party.host)
    models.Take.objects.update(queued_at=real_now - timedelta(minutes=1))
    tasks.sweep()
    assert models.Take.objects.get().code == "lost"


def test_what_is_queued_again_is_what_was_queued_first(small_deck, now, monkeypatch):
    sent = []
    monkeypatch.setattr("celery.canvas._chain.delay", lambda chain: sent.append([dict(task) for task in chain.tasks]))
    party = posing(small_deck, now, "Mia", "Ben")
    numbers = {"eyes_shut": 0.1, "eyes_open": 0.7, "mouth_shut": 0.0, "mouth_open": 0.6}
    tasks.apply_calibration({"calibration": numbers}, party.code, party.seats["Mia"])
    take = party.send("Mia")
    uploads.enqueue(party.room, take)
    # A host who corrects a target in the middle of a game does not change what was shown.
    models.Prompt.objects.update(mouth=0.42)
    row = models.Take.objects.select_related("round__room", "round__prompt", "seat").get()
    uploads.enqueue_again(row, tasks._prompt_of(row.round))
    first, again = ([(task["task"], task["args"], task["kwargs"]) for task in chain] for chain in sent)
    assert first == again


def test_seats_of_a_process_that_died_are_let_go(small_deck, real_now):
    party = Party(small_deck, real_now, "Mia", "Ben")
    models.Seat.objects.filter(nickname="Ben").update(last_seen_at=real_now - timedelta(minutes=1))
    services.vouch([party.seats["Mia"]], real_now)
    cache.set(tasks.SWEEPING_SINCE, real_now - tasks.GHOST_AFTER)
    tasks.sweep()
    assert [seat.connected for seat in party.room.seats] == [True, False]


def test_a_sweeper_that_was_away_lets_nobody_go_before_they_could_be_vouched_for_again(small_deck, real_now):
    """As when the database comes back after a minute: nobody has been seen in it for so long."""
    party = Party(small_deck, real_now, "Mia", "Ben")
    models.Seat.objects.update(last_seen_at=real_now - timedelta(minutes=1))
    for _ in range(2):
        tasks.sweep()
    assert [seat.connected for seat in party.room.seats] == [True, True]


# The end of a room


def test_an_expired_room_is_erased_with_everything_in_it(small_deck, real_now, screens):
    party = posing(small_deck, real_now - timedelta(days=2), "Mia", "Ben", rounds=1)
    take = party.shoot("Ben")
    services.report(party.code, party.seats["Mia"], take, real_now)
    room = party.room
    keys = [put(upload_key(room.id, "0")), put(photo_key(room.id, take))]
    party.go_to(Phase.PODIUM)
    living = Party(small_deck, real_now, "Cleo")
    tasks.expire_rooms()
    assert erasure.walk(room_folder(room.id)) == []
    assert not any(map(default_storage.exists, keys))
    for rows in (models.Take, models.Round, models.Report):
        assert not rows.objects.exists()
    assert [seat.nickname for seat in models.Seat.objects.all()] == ["Cleo"]
    assert living.room.phase is Phase.LOBBY
    receipt = models.Erasure.objects.get()
    assert (receipt.reason, receipt.room_code, receipt.objects_erased) == ("expired", party.code, 2)
    assert receipt.rows >= 6
    assert models.GameResult.objects.count() == 1


def test_one_room_that_cannot_be_erased_does_not_keep_the_others(small_deck, real_now, monkeypatch):
    rooms = [Party(small_deck, real_now - timedelta(days=2), name).code for name in ("Mia", "Ben", "Cleo")]
    collect_room = erasure.collect.collect_room

    def stumble(row):
        if row.code == rooms[1]:
            raise RuntimeError("this room is sick")
        collect_room(row)

    monkeypatch.setattr(erasure.collect, "collect_room", stumble)
    tasks.expire_rooms()
    assert [room.code for room in models.Room.objects.all()] == [rooms[1]]
    monkeypatch.undo()
    tasks.expire_rooms()
    assert not models.Room.objects.exists()


def test_nothing_expires_while_the_storage_is_away(small_deck, real_now, monkeypatch):
    Party(small_deck, real_now - timedelta(days=2), "Mia")

    def away():
        raise OSError("the storage is away")

    monkeypatch.setattr(default_storage, "check", away)
    with pytest.raises((OSError, Retry)):
        tasks.expire_rooms()
    assert models.Room.objects.exists()


def test_erasing_a_room_twice_gives_one_receipt(small_deck, now):
    party = Party(small_deck, now, "Mia")
    assert erasure.erase_room(party.code, now, reason="asked") is not None
    assert erasure.erase_room(party.code, now, reason="asked") is None
    assert models.Erasure.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_screens_are_told_that_their_room_is_over(small_deck, now, screens):
    party = Party(small_deck, now, "Mia")
    screens.look(party.code)
    erasure.erase_room(party.code, now, reason="expired")
    assert screens.by_seat[None].closed["code"] == "room_expired"

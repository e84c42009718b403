from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.utils import timezone

from animatch.platform import disk
from game import models
from game.engine.state import Phase
from game.rooms import deadlines, services, tasks
from tests.support.parties import Party, posing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("screens")]


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
    monkeypatch.setattr(tasks.close_phase, "apply_async", lambda args, kwargs, eta: armed.append((args, eta)))
    party = Party(small_deck, now, "Mia", get_ready=4)
    deadlines.arm(party.room)
    assert armed == []
    party.start()
    deadlines.arm(party.room)
    assert armed == [((party.code, party.room.clock), party.now + timedelta(seconds=4))]


def test_a_deadline_is_armed_by_the_clock_that_celery_goes_by(small_deck, now, monkeypatch):
    armed = []
    monkeypatch.setattr(tasks.close_phase, "apply_async", lambda args, kwargs, eta: armed.append(eta))
    monkeypatch.setattr(deadlines.steady_clock, "on_the_machine", lambda moment: moment - timedelta(minutes=20))
    party = posing(small_deck, now, "Mia")
    deadlines.arm(party.room)
    assert armed == [party.room.deadline - timedelta(minutes=20)]


def test_the_sweeper_begins_a_phase_anew_that_a_clock_was_set_back_in(small_deck, real_now):
    party = posing(small_deck, real_now + timedelta(minutes=20), "Mia", capture=30)
    quick = posing(small_deck, real_now + timedelta(seconds=1) - timedelta(seconds=4), "Ben", capture=30)
    version = quick.room.version
    tasks.sweep()
    assert party.room.phase is Phase.CAPTURE
    assert party.room.deadline <= timezone.now() + timedelta(seconds=30)
    assert quick.room.version == version


def test_a_room_that_stands_still_for_want_of_space_is_told_why_now_and_then(small_deck, real_now, monkeypatch):
    party, heard = posing(small_deck, real_now - timedelta(minutes=5), "Mia"), []

    def full(*arguments):
        raise OperationalError from disk.DiskFull()

    with monkeypatch.context() as patched:
        patched.setattr(services, "close_phase", full)
        patched.setattr(tasks.broadcast, "to_room", lambda code, message: heard.append((code, message.code)))
        for _ in range(3):
            tasks.sweep()
    assert heard == [(party.code, "disk_full")]
    tasks.sweep()
    assert party.room.phase is Phase.JUDGING


def test_the_sweeper_closes_what_is_overdue(small_deck, real_now):
    party = posing(small_deck, real_now - timedelta(minutes=5), "Mia")
    fresh = posing(small_deck, real_now, "Ben")
    tasks.sweep()
    assert (party.room.phase, fresh.room.phase) == (Phase.JUDGING, Phase.CAPTURE)


def test_one_sick_room_does_not_hold_up_the_others(small_deck, real_now, monkeypatch):
    sick = posing(small_deck, real_now - timedelta(minutes=5), "Mia")
    well = posing(small_deck, real_now - timedelta(minutes=5), "Ben")
    close = services.close_phase

    def stumble(code, *args):
        if code == sick.code:
            raise RuntimeError("this room is sick")
        return close(code, *args)

    monkeypatch.setattr(services, "close_phase", stumble)
    tasks.sweep()
    assert well.room.phase is Phase.JUDGING


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

from datetime import timedelta

import pytest

from game.engine import errors, transitions
from game.engine.events import Kind
from game.engine.state import Phase
from tests.game.engine.evening import Evening, posing


def test_a_deadline_that_comes_too_early_closes_nothing():
    evening = posing("Mia")
    before = evening.room
    evening.now = evening.room.deadline - timedelta(milliseconds=1)
    evening.close()
    assert evening.room is before


def test_a_late_task_for_an_earlier_phase_does_not_close_the_present_one():
    evening = Evening("Mia")
    evening.start()
    old = evening.room.clock
    evening.let_time_pass()
    before = evening.room
    evening.now = evening.room.deadline
    evening.close(clock=old)
    assert evening.room is before


def test_a_late_task_for_the_last_round_does_not_close_the_next():
    evening = posing("Mia", rounds=2)
    old = evening.room.clock
    evening.do(transitions.finish_posing, "mia")
    evening.go_to(Phase.REVEAL)
    evening.go_to(Phase.CAPTURE)
    before = evening.room
    evening.wait(3600)
    evening.close(clock=old)
    assert evening.room is before


def test_a_task_that_comes_twice_closes_one_phase():
    evening = posing("Mia")
    clock = evening.room.clock
    evening.let_time_pass()
    evening.wait(3600)
    evening.close(clock)
    assert evening.room.phase is Phase.JUDGING


def test_a_deadline_from_before_a_pause_closes_nothing_after_it():
    evening = posing("Mia")
    old = evening.room.clock
    evening.do(transitions.pause, "mia")
    evening.wait(60)
    evening.close(old)
    assert evening.room.paused
    evening.do(transitions.resume, "mia")
    evening.wait(60)
    evening.close(old)
    assert evening.room.phase is Phase.CAPTURE
    evening.close()
    assert evening.room.phase is Phase.JUDGING


# Pause


def test_a_pause_keeps_the_time_that_is_left():
    evening = posing("Mia")
    evening.do(transitions.pause, "mia")
    assert evening.kinds == [Kind.PAUSED]
    assert (evening.room.deadline, evening.room.time_left) == (None, timedelta(seconds=10))
    evening.wait(600)
    evening.do(transitions.resume, "mia")
    assert evening.kinds == [Kind.RESUMED]
    assert evening.room.deadline == evening.now + timedelta(seconds=10)


def test_photos_are_not_taken_in_during_a_pause():
    evening = posing("Mia")
    evening.do(transitions.pause, "mia")
    with pytest.raises(errors.Paused):
        evening.send("mia")
    evening.do(transitions.resume, "mia")
    assert evening.send("mia").number == 1


def test_skipping_and_ending_end_a_pause():
    for act in (Evening.skip, lambda e: e.do(transitions.end, "mia")):
        evening = posing("Mia")
        evening.do(transitions.pause, "mia")
        act(evening)
        assert not evening.room.paused


def test_a_pause_holds_a_round_open_although_everybody_is_done():
    evening = posing("Mia", "Ben")
    evening.do(transitions.finish_posing, "mia")
    evening.do(transitions.pause, "mia")
    evening.vanish("ben")
    assert evening.room.phase is Phase.CAPTURE
    evening.do(transitions.resume, "mia")
    assert evening.room.phase is Phase.JUDGING


# A clock that was set back


def set_back(evening):
    evening.wait(-1200)
    return evening.do(transitions.rewind)


@pytest.mark.parametrize("phase", [Phase.GET_READY, Phase.CAPTURE, Phase.JUDGING, Phase.REVEAL])
def test_no_phase_lasts_longer_than_it_may_although_the_clock_was_set_back(phase):
    evening = Evening("Mia", "Ben", rounds=2)
    evening.start()
    evening.go_to(phase)
    length = evening.room.deadline - evening.now
    evening.wait(1)
    room = set_back(evening)
    assert evening.kinds == [Kind.PHASE_CHANGED]
    assert (room.phase, room.phase_started_at) == (phase, evening.now)
    assert room.deadline <= evening.now + length
    evening.let_time_pass()
    assert evening.room.phase is not phase


def test_what_a_late_task_is_for_is_another_deadline_by_then():
    evening = posing("Mia")
    old = evening.room.clock
    set_back(evening)
    evening.wait(3600)
    before = evening.room
    evening.close(clock=old)
    assert evening.room is before


def test_photos_are_still_too_late_after_the_round_was_closed():
    evening = posing("Mia", "Ben")
    evening.do(transitions.submit, "take", "mia")
    evening.let_time_pass()
    set_back(evening)
    with pytest.raises(errors.TooLate):
        evening.do(transitions.submit, "late", "ben")


def test_where_no_clock_was_set_back_nothing_begins_anew():
    evening = posing("Mia")
    before = evening.room
    evening.do(transitions.rewind)
    assert evening.room is before
    evening.do(transitions.pause, evening.room.host)
    before = evening.room
    set_back(evening)
    assert evening.room is before

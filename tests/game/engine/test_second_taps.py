"""A finger that taps twice, or a slow line that delivers late: what was asked for happens once, and is no mistake."""

import pytest

from game.engine import errors, hosting, seating, transitions
from game.engine.state import Phase
from tests.game.engine.evening import Evening, posing

PHASES = [Phase.GET_READY, Phase.CAPTURE, Phase.JUDGING, Phase.REVEAL]


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("rounds", [1, 2])
def test_two_taps_on_skip_end_one_phase(phase, rounds):
    evening = Evening("Mia")
    evening.start(rounds)
    evening.go_to(phase)
    evening.skip(phase, round_number=1)
    after = evening.room
    assert after.phase is not phase
    evening.skip(phase, round_number=1)
    assert evening.room is after


def test_a_skip_of_the_last_round_that_comes_late_leaves_this_one_alone():
    evening = posing("Mia", rounds=2)
    evening.go_to(Phase.REVEAL)
    evening.go_to(Phase.CAPTURE)
    before = evening.room
    evening.skip(Phase.CAPTURE, round_number=1)
    assert evening.room is before
    evening.skip(Phase.CAPTURE, round_number=2)
    assert evening.room.phase is Phase.JUDGING


@pytest.mark.parametrize("phase", [Phase.LOBBY, Phase.PODIUM])
def test_there_is_nothing_to_skip_outside_of_a_round(phase):
    evening = Evening("Mia")
    if phase is Phase.PODIUM:
        evening.start(rounds=1)
        evening.go_to(phase)
    before = evening.room
    for meant in (*PHASES, phase):
        evening.skip(meant, round_number=1)
        assert evening.room is before


@pytest.mark.parametrize("phase", PHASES)
def test_a_game_that_runs_is_not_started_again(phase):
    evening = Evening("Mia")
    evening.start(rounds=1)
    evening.go_to(phase)
    before = evening.room
    evening.start()
    assert evening.room is before


ONCE = {
    "pause": lambda e: e.do(transitions.pause, "mia"),
    "end": lambda e: e.do(transitions.end, "mia"),
    "done": lambda e: e.do(transitions.finish_posing, "mia"),
    "the last to be done": lambda e: e.do(transitions.finish_posing, "ben"),
    "kick": lambda e: e.do(seating.kick, "ben", "mia"),
    "leave": lambda e: e.do(seating.leave, "ben"),
    "name_host": lambda e: e.do(hosting.name_host, "ben", "mia"),
    "name_second_host": lambda e: e.do(hosting.name_second_host, "ben", "mia"),
}


@pytest.mark.parametrize("act", ONCE.values(), ids=ONCE)
def test_what_is_done_already_is_not_done_again(act):
    evening = posing("Mia", "Ben")
    if act is ONCE["the last to be done"]:
        evening.do(transitions.finish_posing, "mia")
    before = evening.room
    after = act(evening)
    assert after is not before
    assert act(evening) is after


def test_a_clock_that_runs_again_is_not_set_again():
    evening = posing("Mia")
    evening.do(transitions.pause, "mia")
    after = evening.do(transitions.resume, "mia")
    evening.wait(1)
    assert evening.do(transitions.resume, "mia") is after


def test_a_second_tap_back_to_the_lobby_stays_there():
    evening = posing("Mia")
    evening.do(transitions.end, "mia")
    after = evening.do(transitions.again, "mia")
    assert evening.do(transitions.again, "mia") is after


def test_whoever_has_taken_over_is_not_told_that_somebody_was_faster():
    evening = Evening("Mia", "Ben")
    evening.do(seating.leave, "mia")
    after = evening.do(hosting.take_over, "ben")
    assert evening.do(hosting.take_over, "ben") is after


def test_a_second_tap_is_still_for_hosts_only():
    evening = posing("Mia", "Ben")
    evening.do(transitions.pause, "mia")
    for act in (transitions.pause, transitions.end):
        with pytest.raises(errors.NotHost):
            evening.do(act, "ben")

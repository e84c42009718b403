from datetime import timedelta

import pytest

from game.engine import errors, playing, rules, seating, showing, transitions
from game.engine.events import Kind
from game.engine.state import Phase
from game.engine.takes import Outcome
from tests.game.engine.evening import Evening, posing


@pytest.mark.parametrize("phase", [Phase.LOBBY, Phase.GET_READY])
def test_a_photo_before_the_signal_is_too_early(phase):
    evening = Evening("Mia")
    if phase is not Phase.LOBBY:
        evening.start()
    with pytest.raises(errors.TooEarly):
        evening.do(transitions.submit, "take", "mia")


@pytest.mark.parametrize("phase", [Phase.JUDGING, Phase.REVEAL, Phase.PODIUM])
def test_a_photo_after_the_end_is_too_late(phase):
    evening = posing("Mia", rounds=1)
    evening.go_to(phase)
    with pytest.raises(errors.TooLate):
        evening.send("mia")


def test_a_photo_that_came_before_the_end_counts_although_it_is_taken_in_after():
    evening = posing("Mia")
    evening.go_to(Phase.JUDGING)
    evening.wait(-0.001)
    assert evening.send("mia").submitted_at == evening.now
    evening.wait(0.001)
    with pytest.raises(errors.TooLate):
        evening.send("mia")


def test_a_photo_that_came_in_time_and_is_taken_in_while_all_look_counts_too():
    evening = posing("Mia", "Ben")
    evening.shoot("ben")
    evening.go_to(Phase.JUDGING)
    closed = evening.now
    evening.go_to(Phase.REVEAL)
    deadline, evening.now = evening.room.deadline, closed - timedelta(milliseconds=1)
    evening.shoot("mia", 0.7)
    assert _points(evening) == {"mia": 700, "ben": 500}
    assert evening.room.deadline == deadline
    evening.now = closed
    with pytest.raises(errors.TooLate):
        evening.send("mia")


def test_a_photo_that_came_after_the_deadline_is_too_late_however_late_the_phase_is_closed():
    evening = posing("Mia")
    deadline = evening.room.deadline
    evening.now = deadline + timedelta(seconds=9)
    with pytest.raises(errors.TooLate):
        evening.send("mia")
    evening.wait(10)
    evening.close()
    evening.wait(-10)
    with pytest.raises(errors.TooLate):
        evening.send("mia")
    evening.now = deadline - timedelta(milliseconds=1)
    assert evening.send("mia").number == 1


def test_the_reveal_waits_for_a_photo_that_is_taken_in_late():
    evening = posing("Mia", "Ben", judging=12)
    evening.shoot("ben")
    evening.go_to(Phase.JUDGING)
    began, clock = evening.now, evening.room.clock
    assert evening.room.deadline == began + rules.DRUMROLL
    evening.wait(-0.1)
    take = evening.send("mia")
    assert (evening.room.deadline, evening.room.clock) == (began + timedelta(seconds=12), clock + 1)
    evening.wait(4)
    evening.judge(take)
    assert evening.room.deadline == evening.now


def test_a_photo_taken_in_late_during_a_pause_gets_its_time_after_it():
    evening = posing("Mia", "Ben", judging=12)
    evening.shoot("ben")
    evening.go_to(Phase.JUDGING)
    evening.do(transitions.pause, "mia")
    evening.wait(-0.1)
    evening.send("mia")
    evening.wait(60)
    evening.do(transitions.resume, "mia")
    assert evening.room.deadline == evening.now + timedelta(seconds=12)


def test_a_photo_needs_a_seat():
    evening = posing("Mia", "Ben")
    evening.do(seating.leave, "ben")
    for nobody in ("ben", "no such seat"):
        with pytest.raises(errors.NotYourSeat):
            evening.send(nobody)


def test_three_takes_are_numbered_and_a_fourth_is_refused():
    evening = posing("Mia", "Ben")
    assert [evening.send("mia").number for _ in range(3)] == [1, 2, 3]
    with pytest.raises(errors.TakesUsedUp):
        evening.send("mia")


def test_who_is_done_sends_no_more():
    evening = posing("Mia", "Ben")
    evening.send("mia")
    evening.do(transitions.finish_posing, "mia")
    with pytest.raises(errors.TakesUsedUp):
        evening.send("mia")


def test_a_photo_that_is_reported_twice_is_one_take():
    evening = posing("Mia", "Ben")
    take = evening.send("mia")
    evening.judge(take, 0.7)
    before = evening.room
    assert evening.do(transitions.submit, take.id, "mia") is before


def test_a_photo_counts_from_when_it_was_sent_whenever_it_is_judged():
    evening = posing("Mia", "Ben", rounds=2)
    take = evening.send("mia")
    evening.go_to(Phase.REVEAL)
    evening.judge(take, 0.6)
    assert _points(evening) == {"mia": 600, "ben": 0}
    evening.go_to(Phase.CAPTURE)
    assert _points(evening) == {"mia": 600, "ben": 0}


def test_a_photo_judged_during_the_next_round_counts_in_its_own():
    evening = posing("Mia", "Ben", rounds=2)
    take = evening.send("mia")
    evening.go_to(Phase.REVEAL)
    evening.go_to(Phase.CAPTURE)
    evening.judge(take, 0.6)
    assert evening.kinds == [Kind.TAKE_JUDGED]
    assert _points(evening) == {"mia": 600, "ben": 0}


def test_a_photo_judged_on_the_podium_still_counts():
    evening = posing("Mia", rounds=1)
    take = evening.send("mia")
    evening.go_to(Phase.PODIUM)
    evening.judge(take, 0.6)
    assert _points(evening) == {"mia": 600}


def test_a_photo_is_judged_once():
    evening = posing("Mia", "Ben")
    take = evening.shoot("mia", 0.6)
    before = evening.room
    evening.judge(take, 0.9)
    evening.do(transitions.record, "no such take", Outcome("scored", 0.9))
    assert evening.room is before


def test_the_best_take_counts_and_not_the_last():
    evening = posing("Mia", "Ben")
    for similarity in (0.4, 0.9, 0.2):
        evening.shoot("mia", similarity)
    evening.go_to(Phase.REVEAL)
    assert _points(evening) == {"mia": 900, "ben": 0}


def test_a_refused_photo_uses_a_take_and_earns_nothing():
    evening = posing("Mia", "Ben")
    take = evening.shoot("mia", None)
    assert evening.round.takes_of("mia")[0].outcome.code == "no_face"
    assert rules.best_take(evening.round, "mia") is None
    assert evening.send("mia").number == take.number + 1


# Moderation


def test_a_hidden_photo_keeps_its_points():
    evening = posing("Mia", "Ben")
    take = evening.shoot("ben", 0.5)
    evening.do(showing.moderate, take.id, "mia", approved=True, hidden=True)
    assert evening.kinds == [Kind.PHOTO_MODERATED]
    evening.go_to(Phase.REVEAL)
    assert evening.round.takes_of("ben")[0].hidden
    assert _points(evening) == {"ben": 500, "mia": 0}


def test_a_photo_can_be_removed_with_its_points():
    evening = posing("Mia", "Ben")
    take = evening.shoot("ben", 0.5)
    evening.do(showing.moderate, take.id, "mia", approved=False, hidden=True, keep_score=False)
    evening.go_to(Phase.REVEAL)
    assert evening.round.takes_of("ben")[0].outcome.code == "removed"
    assert _points(evening) == {"mia": 0, "ben": 0}


def test_a_photo_removed_with_its_points_before_it_was_judged_earns_none_later():
    evening = posing("Mia", "Ben")
    take = evening.send("ben")
    evening.do(showing.moderate, take.id, "mia", approved=False, hidden=True, keep_score=False)
    evening.judge(take, 0.9)
    evening.go_to(Phase.REVEAL)
    assert _points(evening) == {"mia": 0, "ben": 0}


def test_photos_wait_for_approval_where_the_host_wants_that():
    evening = posing("Mia", approve_photos=True)
    assert not evening.send("mia").approved
    assert posing("Mia").send("mia").approved


def test_only_a_photo_of_this_game_is_moderated():
    evening = posing("Mia")
    with pytest.raises(errors.WrongPhase):
        evening.do(showing.moderate, "no such take", "mia", approved=True, hidden=False)


def _points(evening):
    return {row.seat: row.points for row in playing.standings(evening.room)}

"""Who may see a photo: its owner, the guests and the host have a word in it."""

from datetime import timedelta

import pytest

from game.engine import errors, hosting, rules, showing, transitions
from game.engine.state import Phase
from game.engine.takes import Outcome
from tests.game.engine.evening import posing


def shown(evening, take):
    return evening.room.take(take.id)


def revealed(*names, **settings):
    """An evening at its first reveal, with a photo of whoever sits there last."""
    evening = posing(*names, **settings)
    take = evening.shoot(names[-1].lower(), 0.8)
    evening.go_to(Phase.REVEAL)
    return evening, take


# Taken down by its owner


def test_who_takes_a_photo_down_keeps_its_score_and_nothing_that_draws_a_face():
    evening = posing("Mia", "Ben")
    take = evening.send("ben")
    evening.do(transitions.record, take.id, Outcome("scored", 0.8, photo="a photo", detail={"overlay": 1, "parts": 2}))
    evening.do(showing.withdraw, take.id, "ben")
    down = shown(evening, take)
    assert (down.withdrawn, down.hidden, down.similarity) == (True, True, 0.8)
    assert (down.outcome.photo, dict(down.outcome.detail)) == ("", {"parts": 2})


def test_no_word_of_the_host_brings_back_what_its_owner_took_down():
    evening, take = revealed("Mia", "Ben")
    evening.do(showing.withdraw, take.id, "ben")
    for by in ("mia", transitions.THE_HOUSE):
        with pytest.raises(errors.TakenDown):
            evening.do(showing.moderate, take.id, by, approved=True, hidden=False)
    evening.do(showing.moderate, take.id, "mia", approved=True, hidden=True, keep_score=False)
    assert shown(evening, take).similarity is None


def test_a_photo_that_is_taken_down_before_it_is_judged_comes_back_without_a_picture():
    evening = posing("Mia", "Ben")
    take = evening.send("ben")
    evening.do(showing.withdraw, take.id, "ben")
    evening.judge(take, 0.7)
    assert (shown(evening, take).similarity, shown(evening, take).outcome.photo) == (0.7, "")


def test_only_its_owner_takes_a_photo_down_and_twice_is_once():
    evening, take = revealed("Mia", "Ben")
    for by in ("mia", transitions.THE_HOUSE):
        with pytest.raises(errors.NotYourPhoto):
            evening.do(showing.withdraw, take.id, by)
    before = evening.do(showing.withdraw, take.id, "ben")
    assert evening.do(showing.withdraw, take.id, "ben") is before


# Reported by guests


def test_a_report_is_for_the_host_to_decide_and_hides_nothing_yet():
    evening, take = revealed("Mia", "Cleo", "Ben")
    evening.do(showing.report, take.id, "cleo")
    assert rules.to_decide(evening.room) == (shown(evening, take),)
    assert not shown(evening, take).hidden
    assert evening.events == ()


def test_two_reports_hide_a_photo_until_the_host_shows_it_again():
    evening, take = revealed("Mia", "Cleo", "Ben")
    evening.do(showing.report, take.id, "cleo")
    evening.do(showing.report, take.id, "mia")
    assert shown(evening, take).hidden
    assert rules.to_decide(evening.room) == (shown(evening, take),)
    evening.do(showing.moderate, take.id, "mia", approved=True, hidden=False)
    assert (shown(evening, take).hidden, rules.to_decide(evening.room)) == (False, ())


def test_a_report_is_answered_in_later_rounds_and_on_the_podium_too():
    evening, take = revealed("Mia", "Ben")
    evening.go_to(Phase.PODIUM)
    evening.do(showing.report, take.id, "mia")
    assert rules.to_decide(evening.room) == (shown(evening, take),)
    evening.do(showing.moderate, take.id, "mia", approved=False, hidden=True)
    assert rules.to_decide(evening.room) == ()


def test_nobody_reports_their_own_photo_or_one_that_is_hidden():
    evening, take = revealed("Mia", "Ben")
    with pytest.raises(errors.WrongPhase):
        evening.do(showing.report, take.id, "ben")
    evening.do(showing.withdraw, take.id, "ben")
    with pytest.raises(errors.WrongPhase):
        evening.do(showing.report, take.id, "mia")


# Held back until the host shows it


def held_back(*names):
    """An evening in which the last of them has sent two photos, and the time to pose is over."""
    evening = posing(*names, approve_photos=True)
    evening.shoot(names[-1].lower(), 0.4)
    take = evening.shoot(names[-1].lower(), 0.8)
    evening.let_time_pass()
    assert evening.room.phase is Phase.JUDGING
    return evening, take


def test_the_host_is_asked_about_what_the_reveal_will_show_and_nothing_else():
    evening, take = held_back("Mia", "Ben")
    assert [waiting.id for waiting in rules.to_decide(evening.room)] == [take.id]


def test_the_reveal_waits_for_the_host_who_looks_at_the_photos():
    evening, take = held_back("Mia", "Ben")
    begun = evening.room.phase_started_at
    evening.let_time_pass()
    assert evening.room.phase is Phase.JUDGING
    assert evening.room.deadline == begun + timedelta(seconds=15) + rules.HOST_LOOKS
    evening.do(showing.moderate, take.id, "mia", approved=True, hidden=False)
    assert evening.room.deadline == evening.now
    evening.let_time_pass()
    assert evening.room.phase is Phase.REVEAL


@pytest.mark.parametrize("wishes", [{"approved": True, "hidden": False}, {"approved": False, "hidden": True}])
def test_once_all_is_decided_the_reveal_comes_with_the_drum(wishes):
    evening, take = held_back("Mia", "Ben")
    evening.do(showing.moderate, take.id, "mia", **wishes)
    assert evening.room.deadline == evening.room.phase_started_at + rules.DRUMROLL


def test_a_host_who_only_looks_on_does_not_stop_the_party():
    evening, _ = held_back("Mia", "Ben")
    evening.let_time_pass()
    evening.let_time_pass()
    assert evening.room.phase is Phase.REVEAL


@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_nobody_waits_for_a_host_who_is_not_there(when):
    evening = posing("Mia", "Ben", approve_photos=True)
    if when == "before":
        evening.vanish("mia")
    evening.shoot("ben", 0.8)
    evening.let_time_pass()
    if when == "meanwhile":
        evening.vanish("mia")
    assert evening.room.deadline <= evening.room.phase_started_at + rules.DRUMROLL
    evening.let_time_pass()
    assert evening.room.phase is Phase.REVEAL


def test_the_host_may_go_on_without_deciding_and_decide_in_the_reveal():
    evening, take = held_back("Mia", "Ben")
    evening.skip(Phase.JUDGING, 1)
    assert evening.room.phase is Phase.REVEAL
    assert [waiting.id for waiting in rules.to_decide(evening.room)] == [take.id]


def test_a_second_host_is_waited_for_as_well():
    evening = posing("Mia", "Ben", "Cleo", approve_photos=True)
    evening.do(hosting.name_second_host, "cleo", "mia")
    evening.vanish("mia")
    evening.shoot("ben", 0.8)
    evening.let_time_pass()
    evening.let_time_pass()
    assert evening.room.phase is Phase.JUDGING

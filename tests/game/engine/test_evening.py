from datetime import timedelta

import pytest

from game.engine import errors, seating, transitions
from game.engine.events import Kind
from game.engine.playing import standings
from game.engine.state import Phase
from tests.game.engine.evening import Evening, posing


def test_an_evening_goes_from_the_lobby_over_every_round_to_the_podium_and_back():
    evening = Evening("Mia", "Ben", get_ready=3, capture=30, judging=15, reveal=14)
    seen = [evening.room.phase]
    evening.start(rounds=2)
    while evening.room.deadline:
        seen.append(evening.room.phase)
        evening.let_time_pass()
    seen.append(evening.room.phase)
    evening.do(transitions.again, "mia")
    seen.append(evening.room.phase)
    round_ = [Phase.GET_READY, Phase.CAPTURE, Phase.JUDGING, Phase.REVEAL]
    assert seen == [Phase.LOBBY, *round_, *round_, Phase.PODIUM, Phase.LOBBY]
    assert evening.room.game == 1


def test_each_phase_lasts_as_long_as_the_settings_say():
    evening = Evening("Mia", get_ready=4, capture=20, judging=10, reveal=8)
    evening.start()
    lengths = {}
    for _ in range(4):
        lengths[evening.room.phase] = (evening.room.deadline - evening.now).total_seconds()
        if evening.room.phase is Phase.CAPTURE:
            evening.send("mia")
        evening.let_time_pass()
    assert lengths == {Phase.GET_READY: 4, Phase.CAPTURE: 20, Phase.JUDGING: 10, Phase.REVEAL: 8 * 1.5 + 5}


def test_every_round_has_the_next_prompt():
    evening = Evening("Mia")
    evening.start(rounds=2)
    assert evening.round.prompt.title == "Face 1"
    evening.go_to(Phase.REVEAL)
    evening.go_to(Phase.GET_READY)
    assert (evening.round.number, evening.round.prompt.title) == (2, "Face 2")


def test_a_game_needs_a_prompt():
    evening = Evening("Mia")
    with pytest.raises(errors.NotEnoughPrompts):
        evening.start(rounds=0)


def test_a_game_needs_somebody_who_plays():
    evening = Evening("Mia")
    evening.do(seating.set_plays, "mia", False)
    with pytest.raises(errors.NotEnoughPlayers):
        evening.start()


def test_a_game_starts_from_the_lobby_only():
    evening = Evening("Mia")
    evening.start(rounds=1)
    evening.go_to(Phase.PODIUM)
    with pytest.raises(errors.WrongPhase):
        evening.start()


@pytest.mark.parametrize("phase", [Phase.LOBBY, Phase.PODIUM])
def test_there_is_no_clock_to_stop_outside_of_a_round(phase):
    evening = Evening("Mia")
    if phase is Phase.PODIUM:
        evening.start(rounds=1)
        evening.go_to(phase)
    for act in (transitions.pause, transitions.resume):
        with pytest.raises(errors.WrongPhase):
            evening.do(act, "mia")


def test_there_is_nothing_to_end_in_the_lobby():
    evening = Evening("Mia")
    with pytest.raises(errors.WrongPhase):
        evening.do(transitions.end, "mia")


def test_skipping_ends_one_phase():
    evening = Evening("Mia")
    evening.start(rounds=1)
    for phase in (Phase.CAPTURE, Phase.JUDGING, Phase.REVEAL, Phase.PODIUM):
        evening.skip()
        assert evening.room.phase is phase


def test_ending_goes_to_the_podium_and_counts_what_was_sent():
    evening = posing("Mia", "Ben")
    evening.shoot("ben", 0.5)
    evening.do(transitions.end, "mia")
    assert evening.room.phase is Phase.PODIUM
    assert [(row.seat, row.points) for row in standings(evening.room)] == [("ben", 500)]


def test_again_keeps_everybody_and_forgets_the_rounds():
    evening = posing("Mia", "Ben", rounds=1)
    evening.go_to(Phase.PODIUM)
    evening.do(transitions.again, "mia")
    assert (evening.room.rounds, evening.room.plan) == ((), ())
    assert [seat.id for seat in evening.room.present] == ["mia", "ben"]
    evening.start()
    assert evening.room.game == 2


def test_again_comes_after_the_podium():
    evening = posing("Mia")
    with pytest.raises(errors.WrongPhase):
        evening.do(transitions.again, "mia")


# Closing early


def test_a_round_closes_once_every_player_is_done():
    evening = posing("Mia", "Ben")
    evening.do(transitions.finish_posing, "mia")
    assert evening.room.phase is Phase.CAPTURE
    evening.do(transitions.finish_posing, "ben")
    assert evening.kinds == [Kind.SEAT_DONE, Kind.PHASE_CHANGED]
    assert evening.room.phase is Phase.JUDGING


def test_a_round_waits_for_nobody_who_is_gone():
    for gone in (
        lambda e: e.vanish("ben"),
        lambda e: e.do(seating.leave, "ben"),
        lambda e: e.do(seating.kick, "ben", "mia"),
    ):
        evening = posing("Mia", "Ben")
        evening.do(transitions.finish_posing, "mia")
        gone(evening)
        assert evening.room.phase is Phase.JUDGING


def test_a_round_in_which_nobody_is_connected_waits_for_its_deadline():
    evening = posing("Mia")
    evening.do(transitions.pause, "mia")
    evening.vanish("mia")
    evening.do(transitions.resume, transitions.THE_HOUSE)
    assert evening.room.phase is Phase.CAPTURE


def test_a_round_is_not_held_up_by_a_late_joiner_or_a_host_who_only_hosts():
    evening = Evening("Mia", "Ben")
    evening.do(seating.set_plays, "mia", False)
    evening.start()
    evening.go_to(Phase.CAPTURE)
    evening.sit_down("Cleo")
    evening.do(transitions.finish_posing, "ben")
    assert evening.room.phase is Phase.JUDGING


def test_who_has_used_all_takes_or_is_told_of_a_perfect_one_is_done():
    evening = posing("Mia", "Ben", scores_at_once=True)
    evening.shoot("mia", 1.0)
    for _ in range(3):
        evening.send("ben")
    assert evening.room.phase is Phase.JUDGING


def test_a_perfect_photo_ends_nothing_before_its_score_is_told():
    evening = posing("Mia")
    evening.shoot("mia", 1.0)
    assert evening.room.phase is Phase.CAPTURE
    assert evening.send("mia").number == 2


def test_the_drum_rolls_although_everything_is_judged_already():
    evening = posing("Mia")
    evening.shoot("mia", 1.0)
    evening.do(transitions.finish_posing, "mia")
    assert evening.room.phase is Phase.JUDGING
    assert evening.room.deadline == evening.now + timedelta(seconds=1.5)


def test_the_reveal_comes_as_soon_as_the_last_photo_is_judged():
    evening = posing("Mia", judging=15)
    takes = [evening.send("mia") for _ in range(3)]
    assert evening.room.deadline == evening.now + timedelta(seconds=15)
    evening.wait(4)
    for take in takes:
        evening.judge(take)
    assert evening.room.deadline == evening.now
    evening.close()
    assert evening.room.phase is Phase.REVEAL


def test_a_photo_that_is_never_judged_holds_the_reveal_no_longer_than_the_settings_say():
    evening = posing("Mia", judging=5)
    for _ in range(3):
        evening.send("mia")
    evening.let_time_pass()
    assert evening.room.phase is Phase.REVEAL


def test_the_restart_of_a_server_closes_no_round_early():
    evening = posing("Mia", "Ben", "Cleo")
    evening.do(transitions.finish_posing, "mia")
    evening.do(transitions.finish_posing, "ben")
    version = evening.room.version
    evening.do(seating.lose_everybody)
    assert evening.kinds == [Kind.SEAT_DISCONNECTED] * 3
    assert (evening.room.phase, evening.room.version) == (Phase.CAPTURE, version + 1)
    assert not any(seat.connected for seat in evening.room.seats)


def test_a_restart_with_nobody_here_changes_nothing():
    evening = Evening("Mia")
    evening.vanish("mia")
    before = evening.room
    assert evening.do(seating.lose_everybody) is before

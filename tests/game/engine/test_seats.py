from dataclasses import replace

import pytest

from game.engine import errors, hosting, seating, transitions
from game.engine.events import Kind
from game.engine.state import Phase, Presence
from tests.game.engine.evening import Evening, posing, seat


def test_the_first_to_join_owns_the_room_and_hosts_it():
    evening = Evening("Mia", "Ben")
    assert (evening.room.owner, evening.room.host) == ("mia", "mia")


def test_joining_again_gives_the_same_seat_and_changes_nothing():
    evening = Evening("Mia")
    before = evening.room
    assert evening.do(seating.join, seat("Other name", player="player-mia")) is before


def test_a_seat_that_was_left_is_given_back_with_its_points():
    evening = posing("Mia", "Ben", "Cleo")
    evening.shoot("ben", 0.9)
    evening.do(seating.leave, "ben")
    evening.sit_down("Benno", player="player-ben")
    assert evening.seat("ben").nickname == "Benno"
    assert [take.seat for take in evening.round.takes] == ["ben"]


def test_a_full_room_takes_nobody_else_until_somebody_leaves():
    evening = Evening("Mia", "Ben", max_players=2)
    with pytest.raises(errors.RoomFull):
        evening.sit_down("Cleo")
    evening.do(seating.leave, "ben")
    assert evening.sit_down("Cleo").presence is Presence.IN


def test_a_locked_room_takes_nobody_but_keeps_who_is_in():
    evening = Evening("Mia")
    locked = replace(evening.room.settings, locked=True)
    evening.do(transitions.configure, locked, evening.room.deck, "mia")
    with pytest.raises(errors.RoomLocked):
        evening.sit_down("Ben")
    evening.appear("mia")


def test_who_was_removed_stays_out_however_they_knock():
    evening = Evening("Mia", "Ben")
    evening.do(seating.kick, "ben", "mia")
    assert evening.kinds == [Kind.SEAT_KICKED]
    for knock in (
        lambda: evening.do(seating.join, seat("Ben")),
        lambda: evening.do(seating.join, seat("Other name", player="player-ben")),
        lambda: evening.appear("ben"),
        lambda: evening.do(hosting.take_over, "ben"),
    ):
        with pytest.raises(errors.Kicked):
            knock()


def test_a_removed_host_steers_nothing_any_more():
    evening = Evening("Mia", "Ben")
    evening.do(seating.kick, "mia", transitions.THE_HOUSE)
    with pytest.raises(errors.Kicked):
        evening.start(by="mia")


def test_a_host_who_left_steers_nothing_until_they_are_back():
    evening = Evening("Mia", "Ben")
    evening.do(seating.leave, "mia")
    with pytest.raises(errors.NotYourSeat):
        evening.start(by="mia")
    evening.sit_down("Mia")
    evening.start(by="mia")


def test_nobody_removes_themselves():
    evening = Evening("Mia", "Ben")
    with pytest.raises(errors.WrongPhase):
        evening.do(seating.kick, "mia", "mia")


def test_whoever_joins_during_a_round_plays_from_the_next():
    evening = posing("Mia")
    late = evening.sit_down("Ben")
    with pytest.raises(errors.NotInThisRound):
        evening.send("ben")
    assert late.plays_from == 2
    evening.go_to(Phase.REVEAL)
    evening.go_to(Phase.CAPTURE)
    assert evening.send("ben").number == 1


def test_whoever_joins_while_all_get_ready_plays_along():
    evening = Evening("Mia")
    evening.start()
    evening.sit_down("Ben")
    evening.go_to(Phase.CAPTURE)
    assert evening.send("ben").number == 1


def test_a_late_joiner_plays_from_the_first_round_of_the_next_game():
    evening = posing("Mia", rounds=2)
    evening.sit_down("Ben")
    evening.go_to(Phase.PODIUM)
    evening.do(transitions.again, "mia")
    evening.start()
    evening.go_to(Phase.CAPTURE)
    assert evening.send("ben").number == 1


def test_a_reconnecting_phone_keeps_its_seat_although_its_old_socket_ends_late():
    evening = Evening("Mia")
    old = evening.seat("mia").connection
    evening.appear("mia")
    assert evening.kinds == []
    before = evening.room
    assert evening.do(seating.disconnect, "mia", old) is before
    assert evening.seat("mia").connected


def test_a_tab_that_ends_leaves_the_seat_to_another_one():
    evening = posing("Mia", "Ben")
    evening.do(transitions.finish_posing, "ben")
    evening.do(seating.disconnect, "mia", evening.seat("mia").connection, other="the first tab")
    assert (evening.seat("mia").connection, evening.kinds) == ("the first tab", [])
    assert evening.room.phase is Phase.CAPTURE


def test_a_phone_that_is_gone_is_known_with_the_time():
    evening = Evening("Mia")
    evening.wait(5)
    evening.vanish("mia")
    assert evening.kinds == [Kind.SEAT_DISCONNECTED]
    assert evening.seat("mia").gone_at == evening.now
    evening.appear("mia")
    assert evening.kinds == [Kind.SEAT_CONNECTED]
    assert evening.seat("mia").gone_at is None


def test_a_face_keeps_its_range_until_it_is_forgotten():
    evening = Evening("Mia")
    numbers = {"eyes_shut": 0.1, "eyes_open": 0.7, "mouth_shut": 0.0, "mouth_open": 0.6}
    evening.do(seating.calibrate, "mia", numbers)
    assert evening.seat("mia").calibration == numbers
    evening.do(seating.calibrate, "mia", None)
    assert evening.seat("mia").calibration is None


def test_a_host_may_only_host():
    evening = Evening("Mia", "Ben")
    evening.do(seating.set_plays, "mia", False)
    evening.start()
    evening.go_to(Phase.CAPTURE)
    with pytest.raises(errors.NotInThisRound):
        evening.send("mia")
    evening.do(transitions.finish_posing, "ben")
    assert evening.room.phase is Phase.JUDGING


def test_saying_once_more_that_one_plays_costs_no_round():
    evening = posing("Mia", "Ben")
    before = evening.room
    assert evening.do(seating.set_plays, "ben", True) is before
    assert evening.send("ben").number == 1


def test_whoever_stops_playing_during_a_round_is_not_waited_for_and_returns_in_the_next():
    evening = posing("Mia", "Ben")
    evening.do(seating.set_plays, "ben", False)
    evening.do(seating.set_plays, "ben", True)
    with pytest.raises(errors.NotInThisRound):
        evening.send("ben")
    evening.do(transitions.finish_posing, "mia")
    assert evening.room.phase is Phase.JUDGING

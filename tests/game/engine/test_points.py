import pytest

from game.engine import playing, rules, seating, transitions
from game.engine.state import Phase
from tests.game.engine.evening import Evening, posing


@pytest.mark.parametrize(("similarity", "points"), [(0.0, 0), (0.5, 500), (0.8765, 876), (0.9999, 1000), (1.0, 1000)])
def test_a_percent_is_worth_ten_points(similarity, points):
    assert rules.points(similarity) == points


def test_points_add_up_over_the_rounds():
    evening = posing("Mia", "Ben", rounds=2)
    evening.shoot("mia", 0.3)
    evening.shoot("ben", 0.5)
    evening.go_to(Phase.REVEAL)
    evening.go_to(Phase.CAPTURE)
    evening.shoot("mia", 0.9)
    evening.go_to(Phase.PODIUM)
    assert _table(evening) == [("mia", 1200, 1), ("ben", 500, 2)]


def test_points_of_a_round_are_not_told_before_its_reveal():
    evening = posing("Mia", "Ben")
    evening.shoot("mia", 0.3)
    assert _table(evening) == [("mia", 0, 1), ("ben", 0, 2)]
    evening.go_to(Phase.JUDGING)
    assert _table(evening) == [("mia", 0, 1), ("ben", 0, 2)]
    evening.go_to(Phase.REVEAL)
    assert _table(evening) == [("mia", 300, 1), ("ben", 0, 2)]


def test_equal_points_go_to_whoever_was_faster():
    evening = posing("Mia", "Ben")
    evening.shoot("ben", 0.7)
    evening.wait(1)
    evening.shoot("mia", 0.7)
    evening.go_to(Phase.REVEAL)
    assert [seat.id for seat, _ in rules.ranking(evening.round, evening.room.seats)] == ["ben", "mia"]
    assert _table(evening) == [("ben", 700, 1), ("mia", 700, 2)]


def test_being_fast_with_a_photo_that_does_not_count_wins_nothing():
    evening = posing("Mia", "Ben")
    evening.shoot("mia", 0.2)
    evening.wait(1)
    evening.shoot("ben", 0.7)
    evening.wait(1)
    evening.shoot("mia", 0.7)
    evening.go_to(Phase.REVEAL)
    assert _table(evening) == [("ben", 700, 1), ("mia", 700, 2)]


def test_time_is_counted_from_the_signal_and_only_for_what_counts():
    evening = Evening("Mia", get_ready=10)
    evening.start()
    evening.let_time_pass()
    evening.wait(4)
    evening.shoot("mia", 0.7)
    evening.wait(4)
    evening.shoot("mia", 0.1)
    evening.go_to(Phase.REVEAL)
    assert playing.standings(evening.room)[0].time_used.total_seconds() == 4


def test_of_two_equal_takes_the_earlier_counts():
    evening = posing("Mia", "Ben")
    first = evening.shoot("mia", 0.7)
    evening.wait(1)
    evening.shoot("mia", 0.7)
    assert rules.best_take(evening.round, "mia").id == first.id


def test_standings_hold_who_is_here_and_plays():
    evening = Evening("Mia", "Ben", "Cleo", "Dan")
    evening.do(seating.set_plays, "mia", False)
    evening.do(seating.leave, "ben")
    evening.do(seating.kick, "cleo", "mia")
    assert [row.seat for row in playing.standings(evening.room)] == ["dan"]


def test_only_who_sent_a_photo_stands_on_the_podium():
    evening = posing("Mia", "Ben", "Cleo", rounds=1)
    evening.shoot("mia", 0.4)
    evening.shoot("ben", None)
    evening.go_to(Phase.REVEAL)
    assert [row.seat for row in playing.standings(evening.room)] == ["mia", "ben", "cleo"]
    evening.go_to(Phase.PODIUM)
    assert _table(evening) == [("mia", 400, 1), ("ben", 0, 2)]


def test_whoever_comes_back_finds_the_points():
    evening = posing("Mia", "Ben")
    evening.shoot("ben", 0.7)
    evening.do(seating.leave, "ben")
    evening.go_to(Phase.REVEAL)
    assert _table(evening) == [("mia", 0, 1)]
    evening.sit_down("Ben")
    assert _table(evening) == [("ben", 700, 1), ("mia", 0, 2)]


def test_a_new_game_begins_with_nothing():
    evening = posing("Mia", rounds=1)
    evening.shoot("mia", 0.7)
    evening.go_to(Phase.PODIUM)
    evening.do(transitions.again, "mia")
    evening.start()
    assert _table(evening) == [("mia", 0, 1)]


def _table(evening):
    return [(row.seat, row.points, row.place) for row in playing.standings(evening.room)]

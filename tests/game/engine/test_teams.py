from collections import Counter
from dataclasses import replace

import pytest

from game.engine import errors, playing, seating, teams, transitions
from game.engine.state import Phase, Settings
from tests.game.engine.evening import Evening, posing

FOUR = ("Mia", "Ben", "Cleo", "Dan")


def sizes(evening):
    return sorted(Counter(seat.team for seat in evening.room.present).items())


def totals(evening):
    return [(row.points, row.place) for row in teams.standings(evening.room)]


def choose(evening, many):
    settings = replace(evening.room.settings, teams=many)
    evening.do(transitions.configure, settings, evening.room.deck, "mia")


def test_without_teams_nobody_is_in_one():
    evening = posing(*FOUR)
    assert sizes(evening) == [(None, 4)]
    assert teams.standings(evening.room) == []


def test_everybody_is_dealt_evenly_and_who_comes_late_goes_to_the_smallest():
    evening = posing("Mia", "Ben", "Cleo", teams=2)
    assert sizes(evening) == [(0, 2), (1, 1)]
    assert evening.sit_down("Dan").team == 1


def test_another_number_of_teams_deals_anew_and_none_takes_everybody_out():
    evening = Evening(*FOUR, teams=2)
    choose(evening, 4)
    assert sizes(evening) == [(0, 1), (1, 1), (2, 1), (3, 1)]
    choose(evening, 0)
    assert sizes(evening) == [(None, 4)]


@pytest.mark.parametrize("many", [-1, 1, 5])
def test_there_are_two_to_four_teams_or_none(many):
    with pytest.raises(errors.SettingsInvalid):
        playing.check_settings(Settings(teams=many))


def test_a_host_who_only_hosts_is_in_no_team_and_no_teams_points_suffer():
    evening = Evening(teams=2)
    evening.sit_down("Mia")
    evening.do(seating.set_plays, "mia", False)
    for name in ("Ben", "Cleo"):
        evening.sit_down(name)
    evening.start(1)
    evening.go_to(Phase.CAPTURE)
    evening.shoot("ben", 0.5)
    evening.shoot("cleo", 0.7)
    evening.go_to(Phase.REVEAL)
    assert sorted(row.points for row in teams.standings(evening.room)) == [500, 700]


def test_a_team_has_the_mean_of_its_members_so_that_its_size_does_not_matter():
    evening = posing("Mia", "Ben", "Cleo", teams=2)
    for seat, worth in (("mia", 0.9), ("cleo", 0.5), ("ben", 0.6)):
        evening.shoot(seat, worth)
    assert totals(evening) == [(0, 1), (0, 1)]
    evening.go_to(Phase.REVEAL)
    assert totals(evening) == [(700, 1), (600, 2)]
    assert [row.gain for row in teams.standings(evening.room)] == [700, 600]
    evening.go_to(Phase.CAPTURE)
    assert [row.gain for row in teams.standings(evening.room)] == [0, 0]


def test_who_sends_nothing_counts_as_nothing_and_who_was_not_here_does_not():
    evening = posing("Mia", "Ben", "Cleo", teams=2)
    evening.shoot("mia", 0.8)
    evening.shoot("ben", 0.6)
    evening.sit_down("Dan")
    evening.go_to(Phase.REVEAL)
    assert totals(evening) == [(400, 2), (600, 1)]


def test_teams_that_are_equal_share_a_place():
    evening = posing("Mia", "Ben", teams=2)
    evening.shoot("mia", 0.8)
    evening.shoot("ben", 0.8)
    evening.go_to(Phase.REVEAL)
    assert totals(evening) == [(800, 1), (800, 1)]


def test_the_host_moves_somebody_between_games_and_nobody_else_does():
    evening = Evening(*FOUR, teams=2)
    evening.do(seating.change_team, "mia", 1, "mia")
    assert evening.seat("mia").team == 1
    with pytest.raises(errors.NotHost):
        evening.do(seating.change_team, "mia", 0, "ben")
    with pytest.raises(errors.SettingsInvalid):
        evening.do(seating.change_team, "mia", 2, "mia")
    evening.start()
    assert evening.seat("mia").team == 1
    with pytest.raises(errors.WrongPhase):
        evening.do(seating.change_team, "mia", 0, "mia")


def test_teams_cannot_be_changed_while_a_game_runs():
    evening = posing(*FOUR, teams=2)
    choose(evening, 3)
    assert evening.room.settings.teams == 2


def test_teams_stay_as_they_stand_on_the_podium_until_everybody_is_in_the_lobby_again():
    evening = posing(*FOUR, teams=2, rounds=1)
    evening.shoot("mia", 0.8)
    evening.go_to(Phase.PODIUM)
    before = totals(evening)
    with pytest.raises(errors.WrongPhase):
        evening.do(seating.change_team, "mia", 1, "mia")
    choose(evening, 4)
    assert totals(evening) == before == [(400, 1), (0, 2)]
    evening.do(transitions.again, "mia")
    evening.do(seating.change_team, "mia", 1, "mia")
    choose(evening, 4)
    assert len(totals(evening)) == 4

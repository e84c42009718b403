"""Who may come in, who may come back, and who may take the room over."""

from dataclasses import replace

import pytest

from game.engine import errors, hosting, playing, rules, seating, transitions
from game.engine.events import Kind
from game.engine.state import Phase, Presence, Settings
from tests.game.engine.evening import DECK, Evening, posing


@pytest.mark.parametrize(
    ("settings", "lobby", "game"),
    [
        ({}, True, False),
        ({"locked": True}, False, False),
        ({"code_alone": "always"}, True, True),
        ({"code_alone": "always", "locked": True}, True, True),
        ({"code_alone": "never"}, False, False),
    ],
)
def test_what_the_code_alone_is_worth(settings, lobby, game):
    evening = Evening("Mia")
    evening.do(transitions.configure, Settings(**settings), DECK, "mia")
    assert rules.code_opens(evening.room) is lobby
    evening.start()
    assert rules.code_opens(evening.room) is game
    evening.go_to(Phase.PODIUM)
    assert rules.code_opens(evening.room) is game
    evening.do(transitions.again, "mia")
    assert rules.code_opens(evening.room) is lobby


def test_the_code_opens_at_known_times_only():
    with pytest.raises(errors.SettingsInvalid, match="in the lobby, always or never"):
        Evening("Mia").do(transitions.configure, Settings(code_alone="sometimes"), DECK, "mia")


def test_during_a_game_the_doors_change_too():
    evening = posing("Mia")
    wanted = replace(evening.room.settings, spectators=False, code_alone="always")
    evening.do(transitions.configure, replace(wanted, rounds=9), DECK, "mia")
    assert evening.room.settings == wanted


def test_only_who_steers_sets_a_password():
    evening = Evening("Mia", "Ben")
    evening.do(seating.set_password, "hashed", "mia")
    assert (evening.room.password, evening.kinds) == ("hashed", [Kind.SETTINGS_CHANGED])
    with pytest.raises(errors.NotHost):
        evening.do(seating.set_password, "", "ben")


# Removed, and let back


def test_who_was_removed_and_let_back_has_the_old_seat_and_its_points():
    evening = posing("Mia", "Ben")
    evening.shoot("ben", 0.5)
    evening.do(seating.kick, "ben", "mia")
    evening.do(seating.let_back, "ben", "mia")
    assert (evening.seat("ben").presence, evening.kinds) == (Presence.LEFT, [Kind.SEAT_LET_BACK])
    evening.sit_down("Ben")
    evening.go_to(Phase.REVEAL)
    assert {row.seat: row.points for row in playing.standings(evening.room)}["ben"] == 500


def test_letting_back_is_the_owners_and_whom_they_gave_the_room_to():
    evening = Evening("Mia", "Ben", "Cleo", "Dan")
    evening.do(hosting.name_second_host, "ben", "mia")
    evening.do(seating.kick, "cleo", "ben")
    for who in ("ben", "dan", "cleo", "nobody"):
        with pytest.raises((errors.NotHost, errors.Kicked, errors.NotYourSeat)):
            evening.do(seating.let_back, "cleo", who)
    evening.do(hosting.name_host, "dan", "mia")
    evening.do(seating.let_back, "cleo", "dan")
    assert evening.seat("cleo").presence is Presence.LEFT


def test_who_stands_in_and_removes_everybody_is_undone_by_the_owner():
    evening = posing("Mia", "Ben", "Cleo")
    evening.vanish("mia")
    evening.wait(60)
    evening.do(hosting.take_over, "ben")
    evening.do(seating.kick, "cleo", "ben")
    with pytest.raises(errors.NotHost):
        evening.do(seating.let_back, "cleo", "ben")
    evening.appear("mia")
    evening.do(seating.let_back, "cleo", "mia")
    assert evening.sit_down("Cleo").presence is Presence.IN


def test_letting_back_who_is_here_changes_nothing():
    evening = Evening("Mia", "Ben")
    before = evening.room
    for who in ("ben", "nobody"):
        assert evening.do(seating.let_back, who, "mia") is before


# Who may take over


def with_a_stranger(evening):
    """Somebody has just come in, and the host is away for long."""
    evening.sit_down("Eve")
    evening.vanish("mia")
    evening.wait(61)
    return evening


def test_before_the_first_game_anybody_who_sits_may_take_over():
    evening = with_a_stranger(Evening("Mia", "Ben"))
    assert evening.do(hosting.take_over, "eve").host == "eve"


def test_a_stranger_who_has_only_just_sat_down_does_not_get_the_room():
    evening = with_a_stranger(posing("Mia", "Ben", capture=120))
    with pytest.raises(errors.NotPlayedYet):
        evening.do(hosting.take_over, "eve")
    assert evening.do(hosting.take_over, "ben").host == "ben"


def test_who_has_taken_part_in_a_round_may():
    evening = with_a_stranger(posing("Mia", "Ben"))
    evening.go_to(Phase.REVEAL)
    evening.let_time_pass()
    assert evening.do(hosting.take_over, "eve").host == "eve"


def test_who_played_and_came_back_in_the_middle_of_a_round_may():
    evening = posing("Mia", "Ben")
    evening.shoot("ben")
    evening.do(seating.leave, "ben")
    evening.sit_down("Ben")
    evening = with_a_stranger(evening)
    assert evening.do(hosting.take_over, "ben").host == "ben"


def test_between_games_it_is_who_was_here_at_the_last_podium():
    evening = posing("Mia", "Ben", rounds=1)
    evening.go_to(Phase.PODIUM)
    evening.wait(1)
    evening.do(transitions.again, "mia")
    evening = with_a_stranger(evening)
    with pytest.raises(errors.NotPlayedYet):
        evening.do(hosting.take_over, "eve")
    assert evening.do(hosting.take_over, "ben").host == "ben"


def test_a_room_without_anybody_who_has_played_is_not_lost():
    evening = with_a_stranger(posing("Mia", "Ben", capture=120))
    for who in ("ben", "mia"):
        evening.do(seating.leave, who)
    assert evening.do(hosting.take_over, "eve").host == "eve"

from dataclasses import replace

import pytest

from game.engine import errors, hosting, seating, showing, transitions
from game.engine.events import Kind
from game.engine.prompts import Deck
from game.engine.state import Phase, Presence, Settings, Step
from tests.game.engine.evening import DECK, Evening, posing

NOBODYS_BUSINESS = [
    lambda e: e.start(by="ben"),
    lambda e: e.do(seating.kick, "cleo", "ben"),
    lambda e: e.do(transitions.configure, Settings(), DECK, "ben"),
    lambda e: e.do(hosting.name_host, "ben", "ben"),
    lambda e: e.do(transitions.pause, "ben"),
    lambda e: e.do(transitions.resume, "ben"),
    lambda e: e.do(transitions.skip, Step(Phase.CAPTURE), 1, "ben", new_id=e.new_id),
    lambda e: e.do(transitions.end, "ben"),
    lambda e: e.do(transitions.again, "ben"),
    lambda e: e.do(showing.moderate, "take", "ben", approved=True, hidden=True),
    lambda e: e.do(hosting.name_second_host, "ben", "ben"),
]


@pytest.mark.parametrize("act", NOBODYS_BUSINESS)
def test_only_the_host_steers(act):
    evening = Evening("Mia", "Ben", "Cleo")
    before = evening.room
    with pytest.raises(errors.NotHost):
        act(evening)
    assert evening.room is before


def test_nobody_takes_over_while_the_host_is_here():
    evening = Evening("Mia", "Ben")
    evening.wait(3600)
    with pytest.raises(errors.HostIsHere):
        evening.do(hosting.take_over, "ben")


def test_a_host_who_is_away_for_59_seconds_keeps_the_room():
    evening = Evening("Mia", "Ben")
    evening.vanish("mia")
    evening.wait(59)
    with pytest.raises(errors.HostIsHere):
        evening.do(hosting.take_over, "ben")


def test_after_60_seconds_the_first_to_tap_takes_over():
    evening = Evening("Mia", "Ben", "Cleo")
    evening.vanish("mia")
    evening.wait(60)
    evening.do(hosting.take_over, "ben")
    assert (evening.room.host, evening.kinds) == ("ben", [Kind.HOST_CHANGED])
    with pytest.raises(errors.HostIsHere):
        evening.do(hosting.take_over, "cleo")


def test_the_returning_host_gets_the_room_back():
    evening = Evening("Mia", "Ben")
    evening.vanish("mia")
    evening.wait(60)
    evening.do(hosting.take_over, "ben")
    evening.appear("mia")
    assert evening.room.host == "mia"
    assert evening.kinds == [Kind.SEAT_CONNECTED, Kind.HOST_CHANGED]


def test_who_stands_in_keeps_the_host_from_nothing():
    """Neither by removing them nor by handing on what is only lent."""
    evening = Evening("Mia", "Ben", "Cleo")
    evening.vanish("mia")
    evening.wait(61)
    evening.do(hosting.take_over, "ben")
    with pytest.raises(errors.NotHost, match="theirs"):
        evening.do(seating.kick, "mia", "ben")
    evening.do(hosting.name_host, "ben", "ben")
    evening.do(hosting.name_host, "cleo", "ben")
    evening.do(hosting.name_host, "cleo", "ben")
    assert evening.room.host == "cleo"
    evening.appear("mia")
    assert evening.room.host == "mia"


def test_who_stands_in_for_a_named_host_does_not_remove_them_but_the_owner_does():
    evening = handed_over()
    evening.vanish("ben")
    evening.wait(60)
    evening.do(hosting.take_over, "cleo")
    with pytest.raises(errors.NotHost):
        evening.do(seating.kick, "ben", "cleo")
    evening.do(hosting.take_over, "mia")
    evening.do(seating.kick, "ben", "mia")
    assert evening.seat("ben").presence is Presence.KICKED


@pytest.mark.parametrize("act", [hosting.name_host, hosting.name_second_host])
def test_a_second_host_steers_the_game_but_not_who_steers(act):
    evening = Evening("Mia", "Ben", "Cleo")
    evening.do(hosting.name_second_host, "ben", "mia")
    for who in ("ben", "cleo"):
        with pytest.raises(errors.NotHost, match="Only the host says"):
            evening.do(act, who, "ben")
    with pytest.raises(errors.NotHost):
        evening.do(seating.kick, "mia", "ben")
    evening.do(seating.kick, "cleo", "ben")
    assert (evening.room.host, evening.room.second_host) == ("mia", "ben")


def test_an_owner_who_handed_the_room_over_hands_it_on_but_is_removed_by_the_house_alone():
    evening = handed_over()
    with pytest.raises(errors.NotHost):
        evening.do(seating.kick, "mia", "ben")
    evening.do(hosting.name_host, "cleo", "mia")
    assert (evening.room.host, evening.room.named_host) == ("cleo", "cleo")
    evening.do(seating.kick, "mia", transitions.THE_HOUSE)
    assert evening.seat("mia").presence is Presence.KICKED


def test_a_room_whose_host_left_is_free_at_once():
    evening = Evening("Mia", "Ben")
    evening.do(seating.leave, "mia")
    evening.do(hosting.take_over, "ben")
    assert evening.room.host == "ben"


def test_a_vanished_host_does_not_stop_the_party():
    evening = posing("Mia", "Ben", rounds=1)
    evening.vanish("mia")
    evening.shoot("ben", 0.8)
    evening.go_to(Phase.PODIUM)
    assert evening.room.deadline is None


def test_the_host_can_hand_the_room_to_somebody():
    evening = Evening("Mia", "Ben")
    evening.do(hosting.name_host, "ben", "mia")
    assert evening.room.host == "ben"
    evening.start(by="ben")


def handed_over() -> Evening:
    """Mia's room, which she has handed to Ben; Cleo is here too."""
    evening = Evening("Mia", "Ben", "Cleo")
    evening.do(hosting.name_host, "ben", "mia")
    return evening


def test_a_room_that_was_handed_over_stays_so_when_its_owner_reloads():
    evening = handed_over()
    evening.appear("mia")
    assert evening.room.host == "ben"
    evening.vanish("mia")
    evening.wait(3600)
    evening.appear("mia")
    assert (evening.room.host, evening.kinds) == ("ben", [Kind.SEAT_CONNECTED])


def test_whoever_was_named_host_may_reload_too():
    evening = handed_over()
    evening.vanish("ben")
    evening.wait(59)
    evening.appear("mia")
    evening.appear("ben")
    assert evening.room.host == "ben"


def test_the_owner_takes_the_room_back_on_purpose_and_for_good():
    evening = handed_over()
    evening.do(hosting.take_over, "mia")
    assert (evening.room.host, evening.kinds) == ("mia", [Kind.HOST_CHANGED])
    evening.appear("ben")
    assert evening.room.host == "mia"


def test_the_owner_gets_the_room_from_a_named_host_who_has_been_away_for_a_minute():
    evening = handed_over()
    evening.vanish("ben")
    evening.wait(60)
    evening.appear("mia")
    assert evening.room.host == "mia"


def test_a_named_host_comes_back_to_the_room_that_somebody_took_over():
    evening = handed_over()
    evening.vanish("ben")
    evening.wait(60)
    evening.do(hosting.take_over, "cleo")
    evening.appear("ben")
    assert evening.room.host == "ben"


@pytest.mark.parametrize(
    "go", [lambda e: e.do(seating.leave, "ben"), lambda e: e.do(seating.kick, "ben", transitions.THE_HOUSE)]
)
def test_when_a_named_host_goes_the_owner_who_is_here_hosts(go):
    evening = handed_over()
    go(evening)
    assert (evening.room.host, evening.kinds[1:]) == ("mia", [Kind.HOST_CHANGED])


def test_when_a_named_host_goes_and_the_owner_is_away_the_room_is_free_until_one_comes():
    evening = handed_over()
    evening.vanish("mia")
    evening.do(seating.leave, "ben")
    evening.do(hosting.take_over, "cleo")
    evening.appear("mia")
    assert evening.room.host == "mia"


def test_who_only_stood_in_can_be_named_host_to_keep_the_room():
    evening = Evening("Mia", "Ben")
    evening.vanish("mia")
    evening.wait(60)
    evening.do(hosting.take_over, "ben")
    evening.do(hosting.name_host, "ben", transitions.THE_HOUSE)
    evening.appear("mia")
    assert evening.room.host == "ben"


def test_a_named_host_who_is_forgotten_leaves_the_room_to_its_owner():
    evening = handed_over()
    evening.do(seating.forget_seat, "ben")
    assert (evening.room.host, evening.room.named_host) == ("mia", None)
    evening.do(seating.forget_seat, "mia")
    assert (evening.room.owner, evening.room.host) == (None, None)


def test_a_second_host_who_becomes_the_host_is_second_no_more():
    evening = Evening("Mia", "Ben")
    evening.do(hosting.name_second_host, "ben", "mia")
    evening.do(seating.leave, "mia")
    evening.do(hosting.take_over, "ben")
    assert (evening.room.host, evening.room.second_host) == ("ben", None)


def test_the_room_is_handed_only_to_who_is_in_it():
    evening = Evening("Mia", "Ben")
    evening.do(seating.leave, "ben")
    for nobody in ("ben", "no such seat"):
        with pytest.raises(errors.NotYourSeat):
            evening.do(hosting.name_host, nobody, "mia")


def test_the_house_may_do_what_a_host_may():
    evening = Evening("Mia")
    evening.start(by=transitions.THE_HOUSE)
    evening.do(transitions.end, transitions.THE_HOUSE)
    assert evening.room.phase is Phase.PODIUM


def test_between_games_the_host_changes_settings_and_deck():
    evening = Evening("Mia")
    evening.do(transitions.configure, Settings(rounds=3), Deck("2", "Other deck"), "mia")
    assert (evening.room.settings.rounds, evening.room.deck.id) == (3, "2")


def test_during_a_game_only_the_doors_and_the_moderation_change():
    evening = posing("Mia")
    wanted = Settings(rounds=9, capture=120, locked=True, approve_photos=True)
    evening.do(transitions.configure, wanted, DECK, "mia")
    assert evening.room.settings == replace(Settings(), locked=True, approve_photos=True)
    with pytest.raises(errors.WrongPhase):
        evening.do(transitions.configure, wanted, Deck("2", "Other deck"), "mia")


def test_a_deck_that_got_another_name_is_the_same_deck():
    evening = posing("Mia")
    evening.do(transitions.configure, Settings(locked=True), replace(DECK, name="Renamed"), "mia")
    assert (evening.room.settings.locked, evening.room.deck.name) == (True, "Renamed")


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("rounds", 1, 10),
        ("get_ready", 1, 10),
        ("capture", 5, 120),
        ("judging", 5, 30),
        ("reveal", 3, 10),
        ("max_players", 1, 100),
    ],
)
def test_settings_have_limits(name, low, high):
    evening = Evening("Mia")
    for inside in (low, high):
        evening.do(transitions.configure, Settings(**{name: inside}), DECK, "mia")
    for outside in (low - 1, high + 1):
        with pytest.raises(errors.SettingsInvalid, match=f"between {low} and {high}"):
            evening.do(transitions.configure, Settings(**{name: outside}), DECK, "mia")

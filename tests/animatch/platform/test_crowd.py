import pytest

from animatch.platform.crowd import SECONDS_BETWEEN_SEARCHES, Bounds, Connection, Crowd

NOW = 100.0


class Line(Connection):
    """A connection that does what the test says."""

    def __init__(self, address: str = "192.0.2.1", doing: str = "idle", player: bool = False) -> None:
        self.client = (address, 4711)
        self.doing, self.player, self.open = doing, player, True

    def unanswered(self) -> bool:
        return self.doing in ("idle", "half")

    def idle(self) -> bool:
        return self.doing == "idle"

    def cookies(self) -> str:
        return "player" if self.player else ""

    def drop(self) -> None:
        self.open = False


class Door:
    """A crowd, and whom it has let in."""

    def __init__(self, bounds: Bounds, behind_proxy: bool = False) -> None:
        self.asked = 0
        self.crowd = Crowd(bounds, lambda cookies: cookies == "player", behind_proxy=behind_proxy)

    def enter(self, *lines: Line, now: float = NOW) -> list[bool]:
        return [self.crowd.admit(line, now) for line in lines]


def lines(count: int, **more) -> list[Line]:
    return [Line(**more) for _ in range(count)]


@pytest.fixture
def door() -> Door:
    return Door(Bounds(most=10, strangers=8, household=4))


def test_in_a_full_household_silent_strangers_go_before_those_who_play(door):
    player, talker, silent = Line(player=True), Line(doing="half"), Line()
    door.enter(player, Line(doing="answer"), talker, silent)
    assert door.enter(Line(), Line()) == [True, True]
    assert [line.open for line in (player, talker, silent)] == [True, False, False]


def test_then_a_players_line_between_two_requests_goes(door):
    player = Line(player=True)
    door.enter(player, *lines(3, doing="answer"))
    assert door.enter(Line(player=True, doing="half")) == [True]
    assert not player.open


def test_who_is_being_answered_or_has_a_socket_stays_and_the_next_one_is_turned_away(door):
    there = lines(4, doing="answer")
    door.enter(*there)
    assert door.enter(Line()) == [False]
    assert all(line.open for line in there)


def test_one_households_crowd_shuts_nobody_else_out(door):
    door.enter(*lines(5, doing="answer"))
    assert door.enter(Line("192.0.2.2"), Line("2001:db8::1")) == [True, True]


def test_a_household_is_a_whole_prefix(door):
    assert door.enter(*(Line(f"2001:db8::{n}", "answer") for n in range(5))) == [True] * 4 + [False]


def test_behind_a_proxy_no_address_is_bounded():
    door = Door(Bounds(most=10, strangers=8, household=4), behind_proxy=True)
    assert door.enter(*lines(10, doing="answer"), Line()) == [True] * 10 + [False]


def test_the_last_places_are_for_those_who_play(door):
    players = [Line(f"192.0.2.{n}", "half", player=True) for n in range(6)]
    strangers = [Line("203.0.113.1", "half") for _ in range(2)]
    door.enter(*players, *strangers)
    assert door.enter(Line("203.0.113.2", "half"), Line("203.0.113.3", "half")) == [True, True]
    assert not any(line.open for line in strangers)
    assert all(line.open for line in players) and len(door.crowd) == 8


def test_where_nobody_can_go_the_reserve_is_filled_and_then_the_door_is_shut(door):
    busy = [Line(f"192.0.2.{n}", "answer") for n in range(12)]
    assert door.enter(*busy) == [True] * 10 + [False] * 2


def test_a_search_in_vain_is_not_repeated_at_once(door):
    there = lines(4, doing="answer")
    door.enter(*there, Line())
    there[0].doing = "idle"
    assert door.enter(Line()) == [False]
    assert door.enter(Line(), now=NOW + SECONDS_BETWEEN_SEARCHES) == [True]


def test_who_leaves_makes_room(door):
    there = lines(4, doing="answer")
    door.enter(*there)
    door.crowd.leave(there[0])
    door.crowd.leave(there[0])
    assert door.enter(Line("192.0.2.1", "answer")) == [True]


def test_nothing_is_kept_of_an_address_that_is_gone(door):
    there = Line("192.0.2.9")
    door.enter(there)
    door.crowd.leave(there)
    assert not door.crowd._households


def test_a_socket_takes_the_place_of_its_request(door):
    request, socket = Line(doing="answer"), Line(doing="answer")
    door.enter(request, *lines(3, doing="answer"))
    door.crowd.replace(request, socket)
    assert len(door.crowd) == 4 and door.enter(Line()) == [False]
    door.crowd.leave(socket)
    assert door.enter(Line()) == [True]


def test_a_party_behind_one_address_fits():
    six_requests_and_a_socket = 7
    assert Bounds.of(10_240).household >= 140 * six_requests_and_a_socket
    assert Bounds.of(1_024) == Bounds(most=768, strangers=614, household=384)


def test_an_operator_hears_that_it_is_crowded(door, caplog):
    door.enter(*lines(5, doing="answer"))
    door.crowd.check(NOW)
    door.crowd.check(NOW + 1)
    assert len(caplog.records) == 1 and "turned away: 1" in caplog.text

import pytest

from game.engine import errors, playing, seating, transitions
from game.engine.kinds import registry
from game.engine.state import Phase
from tests.game.engine.evening import Evening

FOUR = ("Mia", "Ben", "Cleo", "Dan")


def posing(*names):
    evening = Evening(*(names or FOUR))
    evening.start(kinds=("pair",))
    evening.go_to(Phase.CAPTURE)
    return evening


def groups(evening):
    """Each once, as sets of seats."""
    return list({frozenset((given.seat, *given.mates)) for given in evening.round.dealt})


def points(evening):
    return {row.seat: row.points for row in playing.standings(evening.room)}


@pytest.mark.parametrize(("how_many", "sizes"), [(2, [2]), (3, [3]), (4, [2, 2]), (7, [2, 2, 3]), (8, [2, 2, 2, 2])])
def test_everybody_has_a_partner_and_a_number_that_is_odd_makes_one_three(how_many, sizes):
    evening = posing(*(f"Guest {n}" for n in range(how_many)))
    assert sorted(map(len, groups(evening))) == sizes
    assert {given.seat for given in evening.round.dealt} == {seat.id for seat in evening.room.present}


def ready(*names):
    evening = Evening(*names)
    evening.start(kinds=("pair",))
    return evening


def test_who_comes_while_it_gets_ready_takes_one_of_three_or_becomes_the_third_and_no_pair_is_parted():
    evening = ready("Mia", "Ben", "Cleo")
    (three,) = groups(evening)
    evening.sit_down("Dan")
    one, other = sorted(groups(evening), key=lambda group: "dan" in group)
    assert len(one) == len(other) == 2 and one < three and other - {"dan"} < three
    before = groups(evening)
    evening.sit_down("Eve")
    assert sorted(map(len, groups(evening))) == [2, 3]
    assert all(any(group <= now for now in groups(evening)) for group in before)
    evening.go_to(Phase.CAPTURE)
    evening.shoot("eve", 0.7)
    evening.go_to(Phase.REVEAL)
    assert sum(points(evening).values()) == 700 * len(next(group for group in groups(evening) if "eve" in group))


def test_who_comes_while_it_gets_ready_goes_to_who_would_be_alone():
    evening = Evening("Mia", "Ben", "Cleo", "Dan", "Eve")
    evening.vanish("dan")
    evening.start(kinds=("pair",))
    lonely = next(group for group in groups(evening) if "dan" in group)
    evening.vanish(min(lonely - {"dan"}))
    evening.sit_down("Finn")
    assert lonely | {"finn"} in groups(evening)


def test_both_faces_are_seen_by_everybody_and_can_be_told_apart():
    evening = posing()
    one, other = registry.now(evening.room).shown(evening.room, evening.round)
    assert one != other
    take = evening.send("mia")
    asked = registry.now(evening.room).asked(evening.round, take)
    assert asked["target"] != asked["beside"]


def test_one_sends_the_photo_and_both_get_the_points():
    evening = posing()
    (one, other), (third, fourth) = map(sorted, groups(evening))
    evening.shoot(one, 0.7)
    evening.shoot(other, 0.4)
    evening.shoot(third, 0.2)
    evening.go_to(Phase.REVEAL)
    assert points(evening) == {one: 700, other: 700, third: 200, fourth: 200}


def test_a_pair_has_its_takes_together_and_is_done_when_one_of_them_says_so():
    evening = posing()
    (one, other), (third, fourth) = map(sorted, groups(evening))
    evening.send(one)
    evening.send(other)
    evening.send(one)
    with pytest.raises(errors.TakesUsedUp):
        evening.send(other)
    evening.send(third)
    assert evening.room.phase is Phase.CAPTURE
    evening.do(transitions.finish_posing, fourth)
    assert evening.room.phase is Phase.JUDGING


def test_a_card_of_the_reveal_shows_a_pair_and_the_best_comes_last():
    evening = posing()
    (one, other), (third, fourth) = map(sorted, groups(evening))
    best, worse = evening.shoot(one, 0.9), evening.shoot(fourth, 0.3)
    evening.go_to(Phase.REVEAL)
    first, second, board = evening.round.cards
    assert (set(first.seats), first.takes) == ({third, fourth}, (worse.id,))
    assert (set(second.seats), second.takes) == ({one, other}, (best.id,))
    assert second.seconds > first.seconds and not board.seats


def test_who_is_here_is_not_paired_with_who_is_away():
    evening = Evening(*FOUR)
    evening.vanish("ben")
    evening.vanish("dan")
    evening.start(kinds=("pair",))
    assert frozenset({"mia", "cleo"}) in groups(evening)


def test_a_partner_who_leaves_ends_nothing():
    evening = posing()
    (one, other), _ = map(sorted, groups(evening))
    evening.do(seating.leave, other)
    evening.shoot(one, 0.5)
    evening.go_to(Phase.REVEAL)
    assert points(evening)[one] == 500


def test_who_has_sent_the_photo_is_not_behind_who_has_not_for_it():
    evening = posing("Mia", "Ben")
    evening.wait(3)
    evening.shoot("mia", 0.7)
    evening.go_to(Phase.REVEAL)
    assert [(row.seat, row.time_used.total_seconds()) for row in playing.standings(evening.room)] == [
        ("mia", 3),
        ("ben", 3),
    ]

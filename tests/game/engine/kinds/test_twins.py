import pytest

from game.engine import errors, playing, seating, transitions
from game.engine.kinds import registry
from game.engine.state import Phase
from game.engine.takes import Outcome
from tests.game.engine.evening import Evening

FOUR = ("Mia", "Ben", "Cleo", "Dan")
READING = {"left_eye": 0.9, "right_eye": 0.8, "smile": 0.2, "brows": 0.1, "roll": 3.5, "box": [0.1, 0.2, 0.5, 0.6]}
READINGS = {"mia": 0.1, "ben": 0.5, "cleo": 0.55, "dan": 0.9}


def twins_of(evening):
    round_ = evening.round
    prompts = [given.prompt for given in round_.dealt if given.turn == round_.posed]
    return sorted(g.seat for g in round_.dealt if g.turn == round_.posed and prompts.count(g.prompt) > 1)


def posing(*names):
    evening = Evening(*(names or FOUR))
    evening.start(kinds=("twins",))
    evening.go_to(Phase.CAPTURE)
    return evening


def voting(*names, similarity=0.6):
    evening = posing(*names)
    for seat in evening.room.present:
        take = evening.send(seat.id)
        detail = {"reading": READING | {"mouth": READINGS.get(seat.id, 0.0)}}
        evening.do(transitions.record, take.id, Outcome("scored", similarity, photo="a photo", detail=detail))
        evening.do(transitions.finish_posing, seat.id)
    evening.go_to(Phase.VOTE)
    return evening


def points(evening):
    return {row.seat: row.points for row in playing.standings(evening.room)}


def test_two_have_the_same_face_and_nobody_else_has():
    for names in (FOUR, [f"Guest {n}" for n in range(12)]):
        evening = posing(*names)
        assert len(evening.round.dealt) == len(names)
        assert len(twins_of(evening)) == 2


@pytest.mark.parametrize("how_many", [4, 11, 13])
def test_who_comes_while_it_gets_ready_is_no_twin_and_nobodys_face_changes(how_many):
    evening = Evening(*[f"Guest {n}" for n in range(how_many)], max_players=20)
    evening.start(kinds=("twins",))
    before, twins = set(evening.round.dealt), twins_of(evening)
    evening.sit_down("Ada")
    assert set(evening.round.dealt) > before and evening.round.assignment("ada")
    assert [given.seat for given in evening.round.dealt] == sorted(given.seat for given in evening.round.dealt)
    assert registry.now(evening.room).vote(evening.room, evening.round, 0).right == tuple(twins)
    evening.go_to(Phase.CAPTURE)
    evening.shoot("ada")


def test_the_task_says_nothing_of_who_is_a_twin():
    evening = posing()
    assert {(given.role, given.mates, given.take) for given in evening.round.dealt} == {("poser", (), None)}
    seats = [given.seat for given in evening.round.dealt]
    assert seats == sorted(seats)
    assert all(registry.now(evening.room).role(evening.room, evening.round, seat) is None for seat in seats)


def test_everybody_is_asked_for_two_and_may_be_one_of_them():
    evening = voting()
    vote = registry.now(evening.room).vote(evening.room, evening.round, 0)
    assert (vote.picks, len(vote.options)) == (2, 4)
    evening.vote("mia", "mia", "dan")
    for choice in [("mia",), ("mia", "mia"), ("mia", "ben", "dan"), ("mia", "nobody")]:
        with pytest.raises(errors.NoSuchOption):
            evening.vote("mia", *choice)


def test_who_finds_both_gets_most_and_photos_count_half():
    evening = voting()
    one, other = twins_of(evening)
    lost = next(seat.id for seat in evening.room.present if seat.id not in (one, other))
    evening.vote(one, other, one)
    evening.vote(lost, lost, one)
    evening.go_to(Phase.REVEAL)
    closest = dict.fromkeys(("ben", "cleo"), 100)
    expected = {seat.id: 300 + closest.get(seat.id, 0) for seat in evening.room.present}
    expected[one] += 400
    expected[lost] += 100
    assert points(evening) == expected


def test_without_both_twins_there_is_nothing_to_ask():
    evening = posing()
    for seat in evening.room.present:
        if seat.id != twins_of(evening)[0]:
            evening.shoot(seat.id)
    evening.go_to(Phase.REVEAL)
    assert not evening.round.ballots
    assert max(points(evening).values()) == 250


def test_other_twins_are_drawn_where_one_leaves_before_any_photo():
    evening = posing(*FOUR, "Eve")
    gone = twins_of(evening)[0]
    evening.do(seating.leave, gone)
    assert evening.round.turn == 1
    assert len(twins_of(evening)) == 2 and gone not in twins_of(evening)


def test_a_twin_whose_phone_goes_dark_is_replaced_when_the_others_have_posed():
    evening = posing(*FOUR)
    gone = twins_of(evening)[0]
    evening.vanish(gone)
    here = [seat.id for seat in evening.room.present if seat.connected]
    for seat_id in here:
        evening.shoot(seat_id)
    evening.go_to(Phase.GET_READY)
    assert (evening.round.number, evening.round.turn) == (1, 1)
    assert len(twins_of(evening)) == 2 and gone not in twins_of(evening)
    evening.go_to(Phase.CAPTURE)
    for seat_id in here:
        evening.shoot(seat_id)
    evening.go_to(Phase.VOTE)


def test_a_twin_who_leaves_later_ends_no_round():
    evening = posing(*FOUR, "Eve")
    gone, stays = twins_of(evening)
    evening.shoot(stays)
    evening.do(seating.leave, gone)
    assert (evening.room.phase, evening.round.turn) == (Phase.CAPTURE, 0)


def test_the_reveal_shows_all_photos_and_then_the_pair():
    evening = voting()
    evening.go_to(Phase.REVEAL)
    crowd, pair, board = evening.round.cards
    assert (crowd.show, pair.show, board.seats) == ("crowd", "pair", ())
    assert len(crowd.takes) == 4 and set(pair.seats) == set(twins_of(evening))
    assert not set(crowd.seats) & set(pair.seats)


def test_after_other_twins_were_drawn_only_the_photos_of_the_new_faces_count():
    evening = posing(*FOUR)
    evening.vanish(twins_of(evening)[0])
    here = [seat.id for seat in evening.room.present if seat.connected]
    for seat_id in here:
        evening.shoot(seat_id, 0.9)
    evening.go_to(Phase.GET_READY)
    evening.go_to(Phase.CAPTURE)
    for seat_id in here:
        evening.shoot(seat_id, 0.4)
    evening.go_to(Phase.REVEAL)
    results = [registry.now(evening.room).result(evening.round, seat_id) for seat_id in here]
    assert [(result.turn, result.similarity) for result in results] == [(1, 0.4)] * 3

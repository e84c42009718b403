import pytest

from game.engine import errors, playing, seating, transitions
from game.engine.kinds import registry
from game.engine.state import Phase
from tests.game.engine.evening import Evening

FOUR = ("Mia", "Ben", "Cleo", "Dan")
FACE_OFF = registry.KINDS["faceoff"]


def face_off(*names):
    evening = Evening(*(names or FOUR), max_players=20)
    evening.start(kinds=("faceoff",))
    evening.go_to(Phase.CAPTURE)
    return evening


def guests(how_many):
    return [f"Guest {n}" for n in range(how_many)]


def pairs(evening):
    round_ = evening.round
    posing = [given.seat for given in round_.dealt if given.turn == round_.posed and given.role != "bye"]
    return list(zip(posing[::2], posing[1::2], strict=True))


def byes(evening):
    round_ = evening.round
    return [given.seat for given in round_.dealt if given.turn == round_.posed and given.role == "bye"]


def match(evening, winner=0.9, loser=0.4):
    """The first of each pair wins."""
    evening.go_to(Phase.CAPTURE)
    for first, second in pairs(evening):
        evening.shoot(first, winner)
        evening.shoot(second, loser)
    evening.go_to(Phase.REVEAL)


def to_next(evening, phase=Phase.CAPTURE):
    """To that phase of the next stage."""
    evening.let_time_pass()
    evening.go_to(phase)


def points(evening):
    return {row.seat: row.points for row in playing.standings(evening.room)}


@pytest.mark.parametrize(("players", "stages"), [(4, 2), (5, 3), (7, 3), (8, 3), (16, 4), (20, 4)])
def test_winners_go_on_until_one_is_left(players, stages):
    evening = face_off(*guests(players))
    matches = 0
    while evening.room.phase is not Phase.PODIUM:
        if evening.room.phase is Phase.CAPTURE:
            won = [first for first, _ in pairs(evening)]
            matches += len(won)
            match(evening)
            assert [card.seats[0] for card in evening.round.cards if card.seats] == won
        else:
            evening.let_time_pass()
    assert (evening.round.posed + 1, matches) == (stages, min(players, 16) - 1)
    assert max(points(evening).values()) <= 1000


def test_both_of_a_pair_copy_the_same_face_and_every_pair_another():
    evening = face_off(*guests(8))
    wanted = [[FACE_OFF.wanted(evening.round, seat, 0) for seat in pair] for pair in pairs(evening)]
    assert all(one == other for one, other in wanted)
    assert len({one.id for one, _ in wanted}) == 4
    assert [one for one, _ in wanted] == list(FACE_OFF.shown(evening.room, evening.round))
    match(evening)
    to_next(evening)
    later = {FACE_OFF.wanted(evening.round, seat, 1).id for pair in pairs(evening) for seat in pair}
    assert len(later) == 2 and not later & {one.id for one, _ in wanted}


def test_an_odd_one_goes_on_without_a_match_and_nobody_twice_in_a_row():
    evening = face_off(*guests(5))
    (first,) = byes(evening)
    with pytest.raises(errors.NotInThisRound):
        evening.send(first)
    match(evening)
    to_next(evening)
    assert first in [seat for pair in pairs(evening) for seat in pair]
    assert byes(evening) not in ([], [first])


def test_who_is_out_bets_before_the_others_pose_and_who_poses_does_not():
    evening = face_off()
    assert not any(FACE_OFF.votes(evening.room, seat) for seat in evening.room.present)
    losers = [second for _, second in pairs(evening)]
    match(evening)
    to_next(evening, Phase.VOTE)
    ((one, other),) = pairs(evening)
    with pytest.raises(errors.NotYourVote):
        evening.vote(one, other)
    for loser in losers:
        evening.vote(loser, one)
    assert evening.room.phase is Phase.CAPTURE
    assert FACE_OFF.role(evening.room, evening.round, losers[0]) == "out"


def test_points_are_for_matches_won_and_bets_that_were_right():
    evening = face_off()
    out, second_out = [second for _, second in pairs(evening)]
    match(evening)
    to_next(evening, Phase.VOTE)
    ((one, other),) = pairs(evening)
    evening.vote(out, one)
    evening.vote(second_out, other)
    match(evening)
    evening.go_to(Phase.PODIUM)
    assert points(evening) == {one: 1000, other: 400, out: 120, second_out: 0}


def test_to_bet_on_both_of_a_pair_is_to_bet_on_nobody():
    evening = face_off(*guests(8))
    loser = pairs(evening)[0][1]
    match(evening)
    to_next(evening, Phase.VOTE)
    evening.vote(loser, *pairs(evening)[0])
    match(evening)
    assert loser not in FACE_OFF.awards(evening.round)


def test_who_comes_late_bets():
    evening = face_off()
    late = evening.sit_down("Late")
    match(evening)
    to_next(evening, Phase.VOTE)
    evening.vote(late.id, pairs(evening)[0][0])
    assert FACE_OFF.role(evening.room, evening.round, late.id) is None


def test_who_sends_nothing_loses_and_of_two_who_send_nothing_who_is_here_goes_on():
    evening = face_off()
    (one, other), (away, here) = pairs(evening)
    evening.shoot(other, 0.1)
    evening.vanish(away)
    evening.go_to(Phase.REVEAL)
    assert [card.seats for card in evening.round.cards] == [(other, one), (here, away)]
    to_next(evening)
    assert sorted(pairs(evening)[0]) == sorted((other, here))
    assert not FACE_OFF.awards(evening.round).get(here)


def test_a_coin_that_falls_the_same_way_again_decides_between_two_who_send_nothing():
    evening = face_off()
    evening.go_to(Phase.REVEAL)
    went_on = [card.seats[0] for card in evening.round.cards]
    assert FACE_OFF.cards(evening.round, evening.room.present, 4) == evening.round.cards
    to_next(evening)
    assert list(pairs(evening)[0]) == went_on


def test_the_other_goes_on_where_a_winner_has_left():
    evening = face_off()
    (gone, lucky), (one, _) = pairs(evening)
    match(evening)
    evening.do(seating.leave, gone)
    to_next(evening)
    assert pairs(evening) == [(lucky, one)]


def test_the_round_is_over_when_nobody_is_left_to_pose_against():
    evening = face_off()
    (_, _), pair = pairs(evening)
    match(evening)
    for seat in pair:
        evening.do(seating.leave, seat)
    evening.let_time_pass()
    assert evening.room.phase is Phase.PODIUM


def test_standings_come_after_the_final_alone_and_it_is_called_one():
    evening = face_off()
    match(evening)
    assert [(card.show, len(card.seats)) for card in evening.round.cards] == [("match", 2), ("match", 2)]
    assert set(points(evening).values()) == {0}
    to_next(evening)
    match(evening)
    assert [(card.show, len(card.seats)) for card in evening.round.cards] == [("final", 2), ("", 0)]


def test_what_the_round_is_about_is_said_at_its_first_stage_alone():
    evening = Evening(*FOUR)
    evening.start(kinds=("faceoff",))
    assert playing.explains(evening.room)
    evening.go_to(Phase.CAPTURE)
    match(evening)
    to_next(evening, Phase.GET_READY)
    assert not playing.explains(evening.room)


def test_the_photo_of_the_last_match_stands_for_a_seat():
    evening = face_off()
    match(evening)
    to_next(evening)
    one, other = pairs(evening)[0]
    evening.shoot(one, 0.2)
    assert FACE_OFF.result(evening.round, one).similarity == 0.2
    assert FACE_OFF.result(evening.round, other) is None


def test_a_stage_in_which_everybody_is_done_closes_early():
    evening = face_off()
    for pair in pairs(evening):
        for seat in pair:
            evening.do(transitions.finish_posing, seat)
    assert evening.room.phase is Phase.JUDGING

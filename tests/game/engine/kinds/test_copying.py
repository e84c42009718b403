import pytest

from game.engine import errors, playing, showing
from game.engine.kinds import registry
from game.engine.state import Phase
from tests.game.engine.evening import Evening

THREE = ("Mia", "Ben", "Cleo")
FOUR = (*THREE, "Dan")
SIMILARITY = {"mia": 0.9, "ben": 0.5, "cleo": 0.2, "dan": 0.95}


def judged(kinds=("copy", "charades"), names=THREE, photos=THREE):
    evening = Evening(*names)
    evening.start(kinds=kinds)
    evening.go_to(Phase.CAPTURE)
    for name in photos:
        evening.shoot(name.lower(), SIMILARITY[name.lower()])
    evening.go_to(Phase.JUDGING)
    evening.let_time_pass()
    return evening


def points(evening):
    return {row.seat: row.points for row in playing.standings(evening.room)}


def test_an_evening_of_copy_alone_asks_the_room_nothing():
    assert judged(kinds=("copy", "copy")).room.phase is Phase.REVEAL


def test_beside_other_kinds_the_room_says_who_is_the_funniest_and_who_wins():
    evening = judged()
    assert evening.room.phase is Phase.VOTE
    for who, choice in [("mia", "cleo"), ("ben", "cleo"), ("cleo", "ben")]:
        evening.vote(who, choice)
    assert (evening.room.phase, evening.round.turn) == (Phase.VOTE, 1)
    for who, choice in [("mia", "ben"), ("ben", "mia"), ("cleo", "mia")]:
        evening.vote(who, choice)
    assert evening.room.phase is Phase.REVEAL
    assert points(evening) == {"mia": 900, "ben": 500 + 50, "cleo": 200 + 150 + 50}


def take_down_dans(evening):
    dans = evening.round.takes_of("dan")[0]
    evening.do(showing.moderate, dans.id, "mia", approved=False, hidden=True)


def test_a_photo_that_nobody_can_choose_is_not_the_one_that_comes_closest():
    evening = judged(names=FOUR, photos=FOUR)
    take_down_dans(evening)
    evening.go_to(Phase.REVEAL)
    assert registry.now(evening.room).vote(evening.room, evening.round, 1).right == ("mia",)


def test_a_guess_that_was_right_stays_right_when_the_photo_is_taken_down():
    evening = judged(names=FOUR, photos=FOUR)
    evening.let_time_pass()
    evening.vote("ben", "dan")
    evening.vote("cleo", "mia")
    take_down_dans(evening)
    evening.go_to(Phase.REVEAL)
    assert points(evening) == {"mia": 900, "ben": 500 + 50, "cleo": 200, "dan": 950}


def test_one_vote_makes_no_audience_award():
    evening = judged()
    evening.vote("mia", "cleo")
    evening.go_to(Phase.REVEAL)
    assert points(evening) == {"mia": 900, "ben": 500, "cleo": 200}


def test_nobody_votes_for_themselves():
    with pytest.raises(errors.NoSuchOption):
        judged().vote("mia", "mia")


def test_with_fewer_than_three_photos_there_is_no_vote():
    assert judged(photos=THREE[:2]).room.phase is Phase.REVEAL

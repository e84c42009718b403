from itertools import cycle

import pytest

from game.engine import errors, playing, seating, showing, transitions
from game.engine.kinds import registry
from game.engine.prompts import Prompt
from game.engine.state import Phase, Presence
from tests.game.engine.evening import Evening

FIVE = ("Mia", "Ben", "Cleo", "Dan", "Eve")
THREE = FIVE[:3]
CHARADES = registry.KINDS["charades"]


def charades(*names, rounds=1, phase=Phase.CAPTURE):
    evening = Evening(*names)
    evening.start(kinds=("charades",) * rounds)
    evening.go_to(phase)
    return evening


def posers(evening):
    round_ = evening.round
    return [given.seat for given in round_.dealt if given.turn == round_.posed]


def others(evening):
    return [seat.id for seat in evening.room.present if seat.id not in posers(evening)]


def posed(*names, similarity=0.3):
    """The vote about the photos of all who were asked."""
    evening = charades(*names)
    for who in posers(evening):
        evening.shoot(who, similarity)
        evening.do(transitions.finish_posing, who)
    evening.go_to(Phase.VOTE)
    return evening


def asked(evening):
    return registry.now(evening.room).vote(evening.room, evening.round, evening.round.turn)


def wrong(evening):
    vote = asked(evening)
    return next(option.id for option in vote.options if option.id not in vote.right)


def points(evening):
    return {row.seat: row.points for row in playing.standings(evening.room)}


@pytest.mark.parametrize(("names", "how_many"), [(THREE, 1), (FIVE, 2)])
def test_one_poses_for_few_and_two_for_many(names, how_many):
    evening = charades(*names)
    assert len(posers(evening)) == how_many
    for who in others(evening):
        with pytest.raises(errors.NotInThisRound):
            evening.send(who)


def test_who_has_posed_poses_no_more_before_all_have():
    evening = charades(*THREE, rounds=3)
    had = posers(evening)
    for _ in range(2):
        evening.go_to(Phase.REVEAL)
        evening.go_to(Phase.CAPTURE)
        had += posers(evening)[:1]
    assert len(evening.room.rounds) == 3
    assert len({given.seat for round_ in evening.room.rounds for given in round_.dealt}) == 3


def test_two_who_pose_have_faces_of_their_own_and_a_vote_each():
    evening = posed(*FIVE)
    given = evening.round.dealt
    assert given[0].prompt != given[1].prompt
    first = asked(evening)
    evening.let_time_pass()
    assert (evening.room.phase, asked(evening).about.seat) == (Phase.VOTE, given[1].seat)
    assert first.about.seat == given[0].seat
    evening.let_time_pass()
    assert evening.room.phase is Phase.REVEAL


def test_the_face_is_among_four_that_can_all_be_told_apart():
    evening = posed(*THREE)
    vote, secret = asked(evening), evening.round.prompts[evening.round.dealt[0].prompt]
    assert vote.right == (secret.id,)
    assert len(vote.options) == 4
    targets = {(o.prompt.left_eye, o.prompt.right_eye, o.prompt.mouth) for o in vote.options}
    assert len(targets) == 4


def prompt(name, *openness, **parts):
    return Prompt(name, name, "", *openness, parts or None)


def test_the_faces_to_choose_from_are_the_likest_of_the_whole_deck_that_can_be_told_apart():
    face, same, hardly = prompt("face", 1, 1, 0), prompt("same", 1, 1, 0), prompt("hardly", 1, 1, 0.1)
    near = [prompt("half", 1, 1, 0.5), prompt("leaning", 1, 1, 0, tilt=1), prompt("winking", 0, 1, 0)]
    far = [prompt(f"far {n}", 0, 0, n / 4, smile=-1) for n in range(4)]
    deck = [*far, same, hardly, *near, face]
    given = CHARADES.drawn(cycle([face, *reversed(deck)]), deck)
    assert given[:4] == (face, *near)
    assert len(given) == len(set(map(id, given))) == 8


@pytest.mark.parametrize("many", [2, 3, 5])
def test_a_deck_of_few_faces_gives_each_of_them_once(many):
    deck = [prompt(f"face {n}", n % 2, 0, 0) for n in range(many)]
    assert sorted(given.id for given in CHARADES.drawn(cycle(deck), deck)) == [face.id for face in deck]


def test_who_poses_has_no_vote_and_nobody_chooses_what_is_not_there():
    evening = posed(*THREE)
    (poser,), (guesser, _) = posers(evening), others(evening)
    with pytest.raises(errors.NotYourVote):
        evening.vote(poser, wrong(evening))
    with pytest.raises(errors.NoSuchOption):
        evening.vote(guesser, "nothing")
    with pytest.raises(errors.NoSuchOption):
        evening.vote(guesser)


def test_the_sooner_a_guess_is_right_the_more_it_is_worth_and_the_poser_shares_in_it():
    evening = posed(*THREE)
    (poser,), (quick, slow) = posers(evening), others(evening)
    evening.vote(quick, *asked(evening).right)
    evening.wait(7.5)
    evening.vote(slow, *asked(evening).right)
    assert evening.room.phase is Phase.REVEAL
    assert points(evening) == {poser: 1000, quick: 1000, slow: 750}


def test_a_wrong_guess_earns_nobody_anything_and_may_be_changed():
    evening = posed(*THREE)
    (poser,), (first, second) = posers(evening), others(evening)
    evening.vote(first, wrong(evening))
    evening.vote(first, *asked(evening).right)
    evening.vote(second, wrong(evening))
    assert points(evening) == {first: 1000, poser: 500, second: 0}


def test_guesses_are_taken_until_the_time_is_over_and_not_in_a_pause():
    evening = posed(*THREE)
    guesser = others(evening)[0]
    evening.do(transitions.pause, evening.room.host)
    with pytest.raises(errors.Paused):
        evening.vote(guesser, wrong(evening))
    evening.do(transitions.resume, evening.room.host)
    evening.wait(15)
    with pytest.raises(errors.TooLate):
        evening.vote(guesser, wrong(evening))


def test_who_comes_late_guesses_at_once():
    evening = posed(*THREE)
    late = evening.sit_down("Dan")
    evening.vote(late.id, *asked(evening).right)
    for who in others(evening):
        if who != late.id:
            evening.vote(who, wrong(evening))
    assert points(evening)[late.id] > 900


def test_another_poses_where_the_poser_has_left():
    evening = charades(*THREE)
    (gone,) = posers(evening)
    started = evening.room.deadline
    evening.wait(3)
    evening.do(seating.leave, gone)
    assert evening.room.phase is Phase.CAPTURE
    assert posers(evening) and gone not in posers(evening)
    assert evening.room.deadline > started


def test_another_poses_where_the_poser_went_away_without_a_word():
    evening = charades(*THREE)
    (gone,) = posers(evening)
    evening.vanish(gone)
    assert posers(evening) == [gone]
    evening.go_to(Phase.JUDGING)
    evening.let_time_pass()
    assert (evening.room.phase, evening.round.turn) == (Phase.CAPTURE, 1)
    assert gone not in posers(evening)


def test_a_round_in_which_nobody_poses_ends():
    evening = charades(*THREE)
    evening.go_to(Phase.REVEAL)
    assert len({given.turn for given in evening.round.dealt}) == 3
    evening.go_to(Phase.PODIUM)
    assert all(seat.presence is Presence.IN for seat in evening.room.seats)


def test_the_same_seed_deals_the_same():
    one, other = charades(*FIVE), charades(*FIVE)
    assert one.round.dealt == other.round.dealt


@pytest.mark.parametrize("decided", [True, False])
def test_nobody_guesses_at_a_photo_that_the_host_does_not_show(decided):
    evening = Evening(*THREE, approve_photos=True)
    evening.start(kinds=("charades",))
    evening.go_to(Phase.CAPTURE)
    (poser,) = posers(evening)
    take = evening.shoot(poser)
    evening.do(transitions.finish_posing, poser)
    if decided:
        evening.do(showing.moderate, take.id, evening.room.host, approved=False, hidden=True)
    evening.go_to(Phase.CAPTURE)
    assert evening.round.turn == 1 and poser not in posers(evening)


def test_a_photo_that_is_taken_down_while_the_room_guesses_ends_its_vote():
    evening = posed(*THREE)
    (poser,) = posers(evening)
    evening.do(showing.withdraw, asked(evening).about.id, poser)
    assert evening.room.phase is Phase.REVEAL


def test_a_photo_that_guests_have_hidden_is_guessed_no_longer():
    evening = posed(*FIVE)
    second = posers(evening)[1]
    photo = asked(evening).about.id
    for guest in others(evening)[:2]:
        evening.do(showing.report, photo, guest)
    assert (evening.room.phase, asked(evening).about.seat) == (Phase.VOTE, second)


def test_nobody_waits_for_another_poser_who_is_away():
    evening = charades(*THREE)
    for who in others(evening):
        evening.vanish(who)
    evening.go_to(Phase.JUDGING)
    evening.let_time_pass()
    assert (evening.room.phase, evening.round.turn) == (Phase.REVEAL, 0)

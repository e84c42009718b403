import pytest

from game.engine import errors, playing, seating, transitions
from game.engine.kinds import registry
from game.engine.state import Phase, Step
from game.engine.takes import Outcome
from tests.game.engine.evening import Evening

THREE = ("Mia", "Ben", "Cleo")
WILD = {"left_eye": 0.0, "right_eye": 0.0, "mouth": 1.0}
PLAIN = {"left_eye": 1.0, "right_eye": 1.0, "mouth": 0.0}


def modelling(*names, rounds=1):
    evening = Evening(*(names or THREE))
    evening.start(kinds=("card",) * rounds)
    evening.go_to(Phase.CAPTURE)
    return evening


def model_of(evening):
    return next(given.seat for given in reversed(evening.round.dealt) if given.role != "copier")


def pose(evening, face=WILD):
    """The guest's photo, in which this is read, and they are happy with it."""
    who = model_of(evening)
    take = evening.send(who)
    outcome = Outcome("read", None, photo="a photo", detail={"face": face} if face else {})
    evening.do(transitions.record, take.id, outcome)
    evening.do(transitions.finish_posing, who)
    return take


def copying(*names, face=WILD):
    evening = modelling(*names)
    pose(evening, face)
    evening.let_time_pass()
    evening.let_time_pass()
    assert evening.room.step == Step(Phase.CAPTURE, 1)
    return evening


def others(evening):
    return [seat.id for seat in evening.room.present if seat.id != model_of(evening)]


def points(evening):
    return {row.seat: row.points for row in playing.standings(evening.room)}


def test_who_comes_while_the_face_is_made_copies_it_and_who_comes_later_does_not():
    evening = modelling()
    evening.sit_down("Late")
    pose(evening)
    evening.go_to(Phase.GET_READY)
    evening.go_to(Phase.CAPTURE)
    evening.sit_down("Later")
    poses = {seat.id for seat in evening.room.present if playing.poses(evening.room, evening.round, seat)}
    assert poses == {"mia", "ben", "cleo", "late"} - {model_of(evening)}


def test_one_makes_a_face_in_a_short_time_and_nobody_else_sends_anything():
    evening = modelling()
    assert playing.length(evening.room, Phase.CAPTURE).total_seconds() == 15
    assert registry.now(evening.room).asked(evening.round, evening.send(model_of(evening))) == {"target": None}
    for who in others(evening):
        with pytest.raises(errors.NotInThisRound):
            evening.send(who)


def test_their_own_character_is_drawn_with_that_face_and_the_others_copy_it():
    evening = copying(face={"left_eye": 0.0, "right_eye": 0.55, "mouth": 1.0})
    kind, model = registry.now(evening.room), model_of(evening)
    (prompt,) = kind.shown(evening.room, evening.round)
    assert prompt.title == f"{evening.seat(model).nickname}'s face"
    assert prompt.picture == "/art/faces/miko/0-55-100.svg"
    assert (prompt.left_eye, prompt.right_eye, prompt.mouth) == (0.0, 0.55, 1.0)
    for who in others(evening):
        assert kind.wanted(evening.round, who, 1) == prompt
        evening.send(who)
    with pytest.raises(errors.NotInThisRound):
        evening.send(model)


def test_nobody_is_shown_a_face_before_there_is_one():
    evening = modelling()
    assert registry.now(evening.room).shown(evening.room, evening.round) == ()


def test_the_round_is_explained_before_the_face_is_made_and_not_again_before_it_is_copied():
    evening = Evening(*THREE)
    evening.start(kinds=("card",))
    assert playing.explains(evening.room)
    evening.go_to(Phase.CAPTURE)
    pose(evening)
    evening.let_time_pass()
    assert evening.room.step == Step(Phase.GET_READY, 1)
    assert not playing.explains(evening.room)


def test_of_several_photos_the_last_one_is_the_card():
    evening = modelling()
    who = model_of(evening)
    for mouth in (0.2, 0.4):
        take = evening.send(who)
        face = {**PLAIN, "mouth": mouth}
        evening.do(transitions.record, take.id, Outcome("read", None, photo="a photo", detail={"face": face}))
    evening.do(transitions.finish_posing, who)
    evening.let_time_pass()
    assert evening.round.prompts[-1].mouth == 0.4
    assert evening.round.prompts[-1].id == f"made-{evening.round.id}"


@pytest.mark.parametrize(("face", "worth"), [(WILD, 700), (PLAIN, 350), ({**PLAIN, "mouth": 1.0}, 525)])
def test_a_face_is_worth_how_closely_it_is_copied_and_more_the_further_it_is_from_one_at_rest(face, worth):
    evening = copying(face=face)
    first, second = others(evening)
    evening.shoot(first, 0.8)
    evening.shoot(second, 0.6)
    evening.go_to(Phase.REVEAL)
    assert points(evening) == {model_of(evening): worth, first: 800, second: 600}


def test_the_reveal_ends_with_the_photo_beside_the_drawing():
    evening = modelling()
    take = pose(evening)
    evening.go_to(Phase.CAPTURE)
    for who in others(evening):
        evening.shoot(who)
    evening.go_to(Phase.REVEAL)
    *copies, face, board = evening.round.cards
    assert {seat for card in copies for seat in card.seats} == set(others(evening))
    assert (face.show, face.seats, face.takes) == ("model", (model_of(evening),), (take.id,))
    assert evening.round.prompts[face.prompt].id == f"made-{evening.round.id}"
    assert board.seats == ()


def test_another_makes_a_face_where_none_was_read():
    evening = modelling()
    first = model_of(evening)
    pose(evening, face=None)
    evening.let_time_pass()
    assert evening.room.step == Step(Phase.GET_READY, 1)
    assert model_of(evening) != first
    evening.go_to(Phase.CAPTURE)
    pose(evening)
    evening.go_to(Phase.CAPTURE)
    assert evening.round.turn == 2 and first in others(evening)
    evening.send(first)


def test_a_prompt_of_the_deck_takes_the_place_of_a_face_that_nobody_makes():
    evening = modelling()
    for _ in range(2):
        pose(evening, face=None)
        evening.go_to(Phase.CAPTURE)
    assert registry.now(evening.room).shown(evening.room, evening.round) == evening.round.plan.prompts
    for seat in evening.room.present:
        evening.shoot(seat.id, 0.5)
        evening.do(transitions.finish_posing, seat.id)
    evening.go_to(Phase.REVEAL)
    assert set(points(evening).values()) == {500}
    assert all(card.show == "" for card in evening.round.cards)


def test_another_is_asked_at_once_where_the_model_has_left():
    evening = modelling()
    gone = model_of(evening)
    evening.do(seating.leave, gone)
    assert evening.room.step == Step(Phase.GET_READY, 1)
    assert model_of(evening) != gone


def test_a_model_who_leaves_later_ends_no_round():
    evening = copying()
    gone = model_of(evening)
    evening.do(seating.leave, gone)
    assert evening.room.step == Step(Phase.CAPTURE, 1)
    for who in others(evening):
        evening.shoot(who)
        evening.do(transitions.finish_posing, who)
    evening.go_to(Phase.REVEAL)
    assert all(card.show == "" for card in evening.round.cards)


def test_everybody_has_been_the_card_before_somebody_is_again():
    evening = modelling(rounds=3)
    models = []
    for _ in range(3):
        models.append(model_of(evening))
        pose(evening)
        evening.go_to(Phase.REVEAL)
        if evening.round.number < 3:
            evening.go_to(Phase.CAPTURE)
    assert len(set(models)) == 3


def test_who_comes_late_looks_on():
    evening = copying()
    late = evening.sit_down("Dan")
    with pytest.raises(errors.NotInThisRound):
        evening.send(late.id)


def test_where_everybody_else_is_away_nobody_waits_for_another_face():
    evening = modelling()
    for who in others(evening):
        evening.vanish(who)
    pose(evening, face=None)
    evening.go_to(Phase.CAPTURE)
    assert registry.now(evening.room).shown(evening.room, evening.round) == evening.round.plan.prompts

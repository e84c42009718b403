"""Faces that guests make in the lobby, and the rounds in which the others copy them."""

import pytest

from game.engine import errors, faces, playing, seating, transitions
from game.engine.kinds import registry
from game.engine.prompts import OwnFace
from game.engine.state import Phase, Step
from tests.game.engine.evening import Evening

THREE = ("Mia", "Ben", "Cleo")
WILD = (0.0, 0.5, 1.0)


def make(evening, who, openness=WILD):
    evening.do(faces.make, OwnFace(f"made-{evening.new_id()}", who, *openness))


def made(evening):
    return [face.seat for face in evening.room.faces]


def lobby(*makers):
    evening = Evening(*THREE)
    for who in makers:
        make(evening, who)
    return evening


def test_faces_are_kept_in_the_order_in_which_they_were_made_and_a_second_one_takes_the_place_of_the_first():
    evening = lobby("ben", "mia")
    make(evening, "ben", (1.0, 1.0, 0.5))
    assert made(evening) == ["ben", "mia"]
    assert evening.room.faces[0].mouth == 0.5


def test_a_face_can_be_taken_back_once():
    evening = lobby("ben", "mia")
    evening.do(faces.drop, "ben")
    assert made(evening) == ["mia"]
    before = evening.room
    assert evening.do(faces.drop, "ben") is before


@pytest.mark.parametrize(
    "go",
    [
        lambda evening: evening.do(seating.leave, "ben"),
        lambda evening: evening.do(seating.kick, "ben", "mia"),
        lambda evening: evening.do(seating.forget_seat, "ben"),
        lambda evening: evening.do(seating.set_plays, "ben", False),
    ],
)
def test_a_face_goes_with_whoever_goes_or_plays_no_more(go):
    evening = lobby("ben", "cleo")
    go(evening)
    assert made(evening) == ["cleo"]


def test_nobody_makes_a_face_in_a_round_or_without_taking_part():
    evening = lobby()
    evening.do(seating.set_plays, "ben", False)
    with pytest.raises(errors.WrongPhase):
        make(evening, "ben")
    evening.start()
    with pytest.raises(errors.WrongPhase):
        make(evening, "cleo")


def test_a_round_asks_for_the_first_face_at_once_and_its_maker_looks_on():
    evening = lobby("ben", "mia")
    evening.start(kinds=("card",))
    (prompt,) = registry.now(evening.room).shown(evening.room, evening.round)
    assert (prompt.title, prompt.picture) == ("Ben's face", "/art/faces/miko/0-50-100.svg")
    assert made(evening) == ["mia"]
    evening.let_time_pass()
    assert playing.length(evening.room, Phase.CAPTURE).total_seconds() == evening.room.settings.capture
    with pytest.raises(errors.NotInThisRound):
        evening.send("ben")
    evening.shoot("mia", 0.8)
    evening.shoot("cleo", 0.6)
    evening.let_time_pass()
    evening.let_time_pass()
    assert evening.room.step == Step(Phase.REVEAL, 0)
    assert {row.seat: row.points for row in playing.standings(evening.room)} == {"mia": 800, "cleo": 600, "ben": 656}


def test_the_reveal_ends_with_the_face_alone():
    evening = lobby("ben")
    evening.start(kinds=("card",))
    evening.go_to(Phase.CAPTURE)
    evening.shoot("mia")
    evening.go_to(Phase.REVEAL)
    face = evening.round.cards[-2]
    assert (face.show, face.seats, face.takes) == ("model", ("ben",), ())
    assert evening.round.prompts[face.prompt].title == "Ben's face"


def test_a_face_that_is_gone_by_then_is_made_in_its_round_by_somebody():
    evening = lobby("ben")
    evening.start(kinds=("copy", "card"))
    evening.do(seating.leave, "ben")
    evening.go_to(Phase.REVEAL)
    evening.let_time_pass()
    assert registry.now(evening.room).shown(evening.room, evening.round) == ()
    assert [given.role for given in evening.round.dealt] == ["model"]


def test_what_no_round_has_asked_for_waits_for_the_next_game():
    evening = lobby("ben", "mia")
    evening.start(kinds=("card",))
    evening.go_to(Phase.PODIUM)
    evening.do(transitions.again, "mia")
    assert made(evening) == ["mia"]


def test_the_face_of_who_is_forgotten_is_somebodys():
    evening = lobby("ben")
    evening.start(kinds=("card",))
    evening.go_to(Phase.CAPTURE)
    evening.do(seating.forget_seat, "ben")
    assert [prompt.title for prompt in evening.round.made] == ["Somebody's face"]


def test_copies_alone_stay_without_a_vote_whoevers_face_some_of_them_ask_for():
    evening = lobby("ben")
    evening.start(kinds=("card", "copy"))
    evening.go_to(Phase.REVEAL)
    evening.go_to(Phase.CAPTURE)
    for who in ("mia", "ben", "cleo"):
        evening.shoot(who)
    evening.go_to(Phase.JUDGING)
    evening.let_time_pass()
    assert evening.room.phase is Phase.REVEAL

from itertools import pairwise

from game.engine import playing, rules, transitions
from game.engine.kinds import registry
from game.engine.kinds.rhythm import BEAT, BEATS, LATE, best_combo, sequence
from game.engine.prompts import Prompt
from game.engine.state import Phase, Plan
from game.engine.takes import Outcome
from tests.game.engine.evening import Evening

ALL = [1.0] * BEATS


def dancing(*names, kinds=("rhythm",)):
    evening = Evening(*(names or ("Mia", "Ben")))
    evening.start(kinds=kinds)
    evening.go_to(Phase.CAPTURE)
    return evening


def judge(evening, take, *worth, first=0):
    frames = [[beat, similarity] for beat, similarity in enumerate(worth, start=first)]
    detail = {"frames": frames, "overlay": {}}
    outcome = Outcome("scored", sum(worth) / BEATS, photo=f"photos/{take.id}", detail=detail)
    evening.do(transitions.record, take.id, outcome)


def shoot(evening, seat, *worth, first=0):
    take = evening.send(seat)
    judge(evening, take, *worth, first=first)
    return take


def points(evening):
    return {row.seat: row.points for row in playing.standings(evening.room)}


def test_every_beat_has_a_face_and_each_asks_for_something_else_than_the_last():
    evening = dancing()
    faces = sequence(evening.round)
    assert len({face.id for face in faces}) == len(faces) == BEATS
    assert all(rules.apart(one, other) > 0 for one, other in pairwise(faces))


def test_a_small_deck_goes_round():
    faces = tuple(Prompt(str(n), "", "", n % 2, n % 2, 0) for n in range(4))
    evening = Evening("Mia")
    evening.do(transitions.start, (Plan("rhythm", faces, 7),), "mia", new_id=evening.new_id)
    beats = sequence(evening.round)
    assert len(beats) == BEATS and {face.id for face in beats} == set("0123")
    assert all(one.left_eye != other.left_eye for one, other in pairwise(beats))


def test_the_faces_follow_from_the_seed():
    assert sequence(dancing().round) == sequence(dancing("Cleo", "Dan", "Eve").round)


def test_nobody_sees_a_face_before_its_beat_can_fall():
    evening = Evening("Mia", "Ben")
    evening.start(kinds=("rhythm",))
    kind = registry.now(evening.room)
    assert kind.shown(evening.room, evening.round) == ()
    evening.go_to(Phase.CAPTURE)
    assert kind.shown(evening.room, evening.round) == sequence(evening.round)


def test_posing_lasts_as_long_as_the_beats_whatever_the_room_is_set_to():
    evening = dancing()
    assert (evening.room.deadline - evening.now).total_seconds() == BEATS * BEAT + LATE


def test_each_frame_is_asked_for_its_own_face():
    evening = dancing()
    take = evening.send("mia")
    asked = registry.now(evening.room).asked(evening.round, take)
    assert asked["frames"] == [rules.target(face) for face in sequence(evening.round)]


def test_all_faces_in_a_row_are_a_thousand_points():
    evening = dancing()
    shoot(evening, "mia", *ALL)
    shoot(evening, "ben", 1, 1, 1, 0, 1, 1, 0.8, 0.75)
    evening.go_to(Phase.REVEAL)
    assert points(evening) == {"mia": 1000, "ben": round(800 * 6.55 / 8) + 100}
    assert registry.now(evening.room).awards(evening.round)["ben"][0].words == "4 in a row"


def test_one_hit_alone_is_no_combo():
    evening = dancing()
    shoot(evening, "mia", 1, 0.7, 0.9)
    evening.go_to(Phase.REVEAL)
    assert registry.now(evening.room).awards(evening.round) == {}


def test_who_vanishes_in_the_middle_keeps_what_was_sent():
    evening = dancing()
    shoot(evening, "mia", 1, 1, 1, 1)
    evening.vanish("mia")
    evening.go_to(Phase.REVEAL)
    assert points(evening)["mia"] == 400 + 100


def test_the_best_frame_of_each_face_counts_whichever_sheet_it_is_on():
    evening = dancing()
    shoot(evening, "mia", 1, 1, 0.5, 1)
    shoot(evening, "mia", 1, 1, 1, first=2)
    assert best_combo(evening.round, "mia") == 5
    evening.go_to(Phase.REVEAL)
    assert points(evening)["mia"] == 500 + 125
    strip = next(card for card in evening.round.cards if card.seats == ("mia",))
    assert (strip.show, len(strip.takes)) == ("strip", 2)


def test_a_round_is_over_as_soon_as_everybody_has_sent_what_they_have():
    evening = dancing()
    for seat in ("mia", "ben"):
        shoot(evening, seat, *[0.5] * BEATS)
        evening.do(transitions.finish_posing, seat)
    assert evening.room.phase is Phase.JUDGING


def test_the_most_points_come_last_and_who_sent_nothing_has_no_card():
    evening = dancing("Mia", "Ben", "Cleo")
    # As close, but in a row.
    shoot(evening, "mia", 1, 0, 1, 0, 1, 0, 1)
    shoot(evening, "ben", 0, 0, 0, 1, 1, 1, 1)
    evening.go_to(Phase.REVEAL)
    assert [card.seats for card in evening.round.cards] == [("mia",), ("ben",), ()]


def test_a_sheet_without_a_face_is_worth_nothing_and_is_shown():
    evening = dancing()
    evening.shoot("mia", None)
    evening.go_to(Phase.REVEAL)
    assert points(evening)["mia"] == 0
    assert evening.round.cards[0].takes == (evening.round.takes[0].id,)

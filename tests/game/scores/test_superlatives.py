"""Titles are earned, and everybody gets a chance of one."""

from game.engine import transitions
from game.engine.state import Phase
from game.engine.takes import Outcome
from game.scores.superlatives import award
from tests.game.engine.evening import Evening, posing


def shoot(evening, seat, similarity=0.4, **reading):
    take = evening.send(seat)
    evening.do(transitions.record, take.id, Outcome("scored", similarity, detail={"reading": reading}))


def titles(evening):
    found = award(evening.room, lambda room, take: f"/photos/{take.id}")
    return {key: (title.seat, title.value) for key, title in found.items()}


def test_the_best_copycat_is_who_came_closest_to_a_face():
    evening = posing("Mia", "Ben")
    evening.shoot("ben", similarity=0.6)
    evening.wait(2)
    evening.shoot("mia", similarity=0.69)
    assert titles(evening) == {"best": ("mia", "69% match"), "last": ("ben", "after 20 s")}


def test_a_mouth_that_was_hardly_open_wins_nothing():
    evening = posing("Mia")
    shoot(evening, "mia", mouth=0.03, smile=0.1, brows=0.2, left_eye=0.7, right_eye=0.6)
    assert set(titles(evening)) == {"last"}


def test_somebody_else_gets_a_title_before_the_same_guest_gets_two():
    evening = posing("Mia", "Ben", "Cleo")
    shoot(evening, "mia", 0.9, mouth=1.0, smile=0.9)
    shoot(evening, "ben", 0.3, mouth=0.8, smile=0.8)
    shoot(evening, "cleo", 0.2, mouth=0.7, smile=0.6)
    found = titles(evening)
    assert [found[key] for key in ("best", "mouth", "smile")] == [
        ("mia", "90% match"),
        ("ben", "80% open"),
        ("cleo", "60% smile"),
    ]


def test_twelve_guests_who_did_something_share_ten_titles():
    names = [f"Guest {number}" for number in range(12)]
    evening = posing(*names, rounds=1)
    for seat in evening.room.present:
        shoot(evening, seat.id, 0.9, mouth=0.9, smile=0.9, brows=0.9, left_eye=0.0, right_eye=0.1)
        shoot(evening, seat.id, 0.95, mouth=1.0, smile=0.9, brows=0.9, left_eye=1.0, right_eye=0.1)
    found = titles(evening)
    assert 6 <= len(found) <= 10
    assert len({seat for seat, _ in found.values()}) == len(found)


def test_whoever_got_much_better_in_the_next_round_has_come_back():
    evening = posing("Mia", rounds=2)
    evening.shoot("mia", 0.2)
    evening.go_to(Phase.REVEAL)
    evening.go_to(Phase.CAPTURE)
    evening.shoot("mia", 0.65)
    assert titles(evening)["comeback"] == ("mia", "45 points up")


def test_who_sent_no_photo_has_no_title():
    assert titles(posing("Mia", "Ben")) == {}


def test_a_photo_of_a_later_turn_is_neither_late_nor_tried_again():
    evening = Evening("Mia", "Ben", "Cleo")
    evening.start(kinds=("whisper",))
    for similarity in (0.3, 0.5, 0.65):
        evening.go_to(Phase.CAPTURE)
        for seat in ("mia", "ben", "cleo"):
            evening.wait(1)
            evening.shoot(seat, similarity)
    evening.go_to(Phase.PODIUM)
    assert set(titles(evening)) == {"best"}


def test_eight_faces_to_the_beat_are_one_try_and_take_their_time():
    evening = Evening("Mia")
    evening.start(kinds=("rhythm",))
    evening.go_to(Phase.CAPTURE)
    for seconds, similarity in ((10, 0.3), (11, 0.6)):
        evening.wait(seconds)
        take = evening.send("mia")
        evening.do(transitions.record, take.id, Outcome("scored", similarity, detail={"frames": [[0, similarity]]}))
    evening.go_to(Phase.PODIUM)
    assert set(titles(evening)) == {"best"}

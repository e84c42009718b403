from dataclasses import replace

import pytest

from game.engine import errors, playing, rules, seating, showing, transitions
from game.engine.kinds import registry
from game.engine.state import Phase
from game.engine.takes import Outcome
from tests.game.engine.evening import Evening

FOUR = ("Mia", "Ben", "Cleo", "Dan")
WHISPER = registry.KINDS["whisper"]


def whisper(*names, **settings):
    evening = Evening(*(names or FOUR), **settings)
    evening.start(kinds=("whisper",))
    evening.go_to(Phase.CAPTURE)
    return evening


def order(evening):
    return [given.seat for given in evening.round.dealt if given.turn == 0]


def task(evening, seat):
    return evening.round.assignment(seat)


def pose(evening, seat, similarity=0.9, code="scored", **reading):
    """A photo with this face: as asked for, but for what is named."""
    take = evening.send(seat)
    wanted = WHISPER.asked(evening.round, take)["target"]
    detail = {"reading": {**wanted, **reading}}
    photo = "a photo" if code == "scored" else ""
    judged = Outcome(code, similarity if photo else None, photo=photo, detail=detail)
    evening.do(transitions.record, take.id, judged)
    return take


def everybody_poses(evening, similarity=0.9):
    for seat in order(evening):
        pose(evening, seat, similarity)


def played(*names):
    evening = whisper(*names)
    while evening.room.phase is not Phase.REVEAL:
        if evening.room.phase is Phase.CAPTURE:
            everybody_poses(evening)
        evening.let_time_pass()
    return evening


def films(evening):
    return [card for card in evening.round.cards if card.seats]


def said(evening):
    return [WHISPER.words(evening.room, evening.round, card) for card in films(evening)]


@pytest.mark.parametrize(("how_many", "turns"), [(3, 3), (5, 5), (9, 5)])
def test_everybody_poses_in_every_turn_and_is_in_no_chain_twice(how_many, turns):
    evening = played(*[f"Guest {n}" for n in range(how_many)])
    round_ = evening.round
    assert round_.turn + 1 == turns
    assert all(len(round_.takes_of(seat.id)) == turns for seat in evening.room.present)
    assert len(films(evening)) == how_many
    for card in films(evening):
        seats = [evening.room.take(take).seat for take in card.takes]
        assert len(set(seats)) == len(seats) == turns
    assert evening.room.phase is Phase.REVEAL


def test_the_first_copies_a_face_and_the_next_the_photo_before():
    evening = whisper()
    places = order(evening)
    assert sorted(task(evening, seat).prompt for seat in places) == [0, 1, 2, 3]
    first = {seat: pose(evening, seat) for seat in places}
    evening.go_to(Phase.JUDGING)
    evening.go_to(Phase.CAPTURE)
    for before, after in zip(places, places[1:] + places[:1], strict=True):
        given = task(evening, after)
        assert (given.prompt, given.take) == (None, first[before].id)
        assert WHISPER.wanted(evening.round, after, 1) is None
        assert evening.send(after).prompt == first[before].id


def test_a_photo_is_measured_by_the_photo_before():
    evening = whisper()
    one, two, *_ = order(evening)
    pose(evening, one, left_eye=0.3, right_eye=0.4, mouth=0.7)
    evening.go_to(Phase.JUDGING)
    evening.go_to(Phase.CAPTURE)
    asked = WHISPER.asked(evening.round, evening.send(two))
    assert asked == {"target": {"left_eye": 0.3, "right_eye": 0.4, "mouth": 0.7}}


def test_a_turn_is_over_when_everybody_has_sent_one_photo():
    evening = whisper()
    for seat in order(evening):
        assert evening.room.phase is Phase.CAPTURE
        pose(evening, seat)
    assert evening.room.phase is Phase.JUDGING
    evening.let_time_pass()
    with pytest.raises(errors.TakesUsedUp):
        for _ in range(2):
            evening.send("mia")


@pytest.mark.parametrize("missing", ["nothing", "no face", "late", "left", "kicked"])
def test_where_a_photo_is_missing_the_chain_goes_on_from_the_last_good_one(missing):
    evening = whisper(*FOUR, "Eve")
    zero, one, two, three, _ = order(evening)
    good = pose(evening, zero)
    evening.go_to(Phase.JUDGING)
    evening.go_to(Phase.CAPTURE)
    if missing == "no face":
        pose(evening, one, code="no_face")
    elif missing == "late":
        evening.send(one)
    elif missing == "left":
        evening.do(seating.leave, one)
    elif missing == "kicked":
        pose(evening, one)
        evening.do(seating.kick, one, transitions.THE_HOUSE)
    evening.go_to(Phase.JUDGING)
    evening.go_to(Phase.CAPTURE)
    assert task(evening, two).take == good.id
    assert task(evening, three).prompt is not None


def test_a_photo_held_back_is_passed_on_once_the_host_has_shown_it_and_not_before():
    evening = whisper(approve_photos=True)
    places = order(evening)
    takes = {seat: pose(evening, seat) for seat in places}
    shown = places[0]
    assert {take.id for take in rules.to_decide(evening.room)} == {take.id for take in takes.values()}
    evening.do(showing.moderate, takes[shown].id, evening.room.host, approved=True, hidden=False)
    while evening.room.phase is Phase.JUDGING:
        evening.let_time_pass()
    assert task(evening, places[1]).take == takes[shown].id
    assert (task(evening, places[2]).take, task(evening, places[2]).prompt) == (None, 1)


def test_what_the_host_has_not_looked_at_in_one_turn_holds_up_no_other():
    evening = whisper(approve_photos=True)
    pose(evening, order(evening)[0])
    while evening.room.phase is not Phase.CAPTURE or evening.round.turn == 0:
        evening.let_time_pass()
    evening.go_to(Phase.JUDGING)
    assert not rules.waits_for_host(evening.room)


def test_points_are_for_staying_close_and_for_the_chain_that_ends_closest():
    evening = whisper("Mia", "Ben", "Cleo")
    places = order(evening)
    for turn in range(3):
        for seat in places:
            # The chain of the last place stays as it began; the others open or shut the mouth more and more.
            chain = (places.index(seat) - turn) % 3
            wanted = WHISPER.asked(evening.round, evening.send(seat))["target"]
            detail = {"reading": wanted if chain == 2 else {**wanted, "mouth": 0.5}}
            take = evening.round.takes_of(seat)[-1]
            evening.do(transitions.record, take.id, Outcome("scored", 0.5, photo="a photo", detail=detail))
        evening.let_time_pass()
    assert evening.room.phase is Phase.REVEAL
    assert {WHISPER.points(evening.round, seat) for seat in places} == {400}
    assert films(evening)[-1].show == "closest"
    assert films(evening)[-1].prompt == 2
    assert {row.points for row in playing.standings(evening.room)} == {600}


def test_the_words_say_who_lost_what():
    evening = whisper("Mia", "Ben", "Cleo")
    places = order(evening)
    names = [evening.seat(seat).nickname for seat in places]
    wanted = rules.target(evening.round.prompts[0])
    pose(evening, places[0], **wanted)
    evening.go_to(Phase.JUDGING)
    evening.go_to(Phase.CAPTURE)
    pose(evening, places[1], left_eye=1.0)
    evening.go_to(Phase.JUDGING)
    evening.go_to(Phase.CAPTURE)
    pose(evening, places[2], mouth=wanted["mouth"])
    evening.go_to(Phase.REVEAL)
    assert said(evening) == [f"{names[1]} opened the left eye."]


def test_both_eyes_are_lost_together_and_a_faithful_chain_lost_nothing():
    evening = whisper("Mia", "Ben", "Cleo")
    for turn in range(3):
        for place, seat in enumerate(order(evening)):
            first = WHISPER.asked(evening.round, evening.send(seat))["target"]
            chain = (place - turn) % 3
            turned = {**first, "left_eye": 1.0, "right_eye": 1.0} if (chain, turn) == (0, 1) else first
            judged = Outcome("scored", 0.9, photo="a photo", detail={"reading": turned})
            evening.do(transitions.record, evening.round.takes_of(seat)[-1].id, judged)
        evening.let_time_pass()
    words = said(evening)
    assert sum(each.endswith(" opened both eyes.") for each in words) == 1
    assert words.count("Not a thing was lost on the way!") == 2


def test_a_face_is_read_in_the_range_of_its_player():
    evening = whisper("Mia", "Ben", "Cleo")
    seat, after = order(evening)[:2]
    take = evening.send(seat)
    detail = {"reading": {"left_eye": 0.4, "right_eye": 0.5, "mouth": 0.2}, "parts": {"eyes": {"read": 0.95}}}
    evening.do(transitions.record, take.id, Outcome("scored", 0.9, photo="a photo", detail=detail))
    evening.go_to(Phase.JUDGING)
    evening.go_to(Phase.CAPTURE)
    asked = WHISPER.asked(evening.round, evening.send(after))["target"]
    assert asked == pytest.approx({"left_eye": 0.9, "right_eye": 1.0, "mouth": 0.2})


def test_who_comes_late_waits_and_a_round_that_everybody_has_left_ends():
    evening = whisper("Mia", "Ben", "Cleo")
    late = evening.sit_down("Dan")
    with pytest.raises(errors.NotInThisRound):
        evening.send(late.id)
    for seat in ("mia", "ben", "cleo"):
        evening.do(seating.leave, seat)
    evening.go_to(Phase.REVEAL)
    assert (evening.round.turn, films(evening)) == (0, [])


def test_who_comes_while_it_gets_ready_has_a_chain_of_their_own_and_nobodys_face_changes():
    evening = Evening("Mia", "Ben", "Cleo")
    evening.start(kinds=("whisper",))
    before = evening.round.dealt
    evening.sit_down("Dan")
    assert evening.round.dealt[:-1] == before
    assert order(evening)[-1] == "dan" and task(evening, "dan").prompt is not None
    while evening.room.phase is not Phase.REVEAL:
        if evening.room.phase is Phase.CAPTURE:
            for seat in order(evening):
                pose(evening, seat)
        else:
            evening.let_time_pass()
    assert [len(card.takes) for card in films(evening)] == [4, 4, 4, 4]


def test_who_was_away_when_it_was_dealt_and_comes_back_while_it_gets_ready_poses_too():
    evening = Evening(*FOUR)
    evening.vanish("dan")
    evening.start(kinds=("whisper",))
    assert "dan" not in order(evening)
    evening.appear("dan")
    evening.appear("dan")
    assert order(evening)[3:] == ["dan"]


def test_what_a_face_asks_for_besides_eyes_and_mouth_is_passed_on_and_can_be_lost():
    evening = whisper("Mia", "Ben", "Cleo")
    one, two, _ = order(evening)
    plan = evening.round.plan
    smiling = tuple(replace(prompt, parts={"smile": 1.0, "turn": -1.0}) for prompt in plan.prompts)
    evening.room = evening.room.with_round(replace(evening.round, plan=replace(plan, prompts=smiling)))
    for who, smile in ((one, 0.9), (two, 0.1)):
        take = evening.send(who)
        asked = WHISPER.asked(evening.round, take)["target"]
        assert asked["parts"] == {"smile": 1.0 if who == one else 0.9, "turn": -1.0}
        told = {"smile": {"read": smile}, "turn": {"read": -1.4}}
        reading = {part: value for part, value in asked.items() if part != "parts"}
        judged = Outcome("scored", 0.9, photo="a photo", detail={"reading": reading, "parts": told})
        evening.do(transitions.record, take.id, judged)
        evening.go_to(Phase.JUDGING)
        evening.go_to(Phase.CAPTURE)
    evening.go_to(Phase.REVEAL)
    assert said(evening) == [f"{evening.seat(two).nickname} lost the smile."]

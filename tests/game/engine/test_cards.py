"""A reveal takes its time for every photo, and everybody sees the same card."""

from datetime import timedelta

import pytest

from game.engine import cards, errors, seating, transitions, turning
from game.engine.events import Kind
from game.engine.state import Card, Phase
from tests.game.engine.evening import posing


def revealing(scored, refused=0, **settings):
    """A reveal with so many photos: guest 0 did worst, and who was refused comes after the scored."""
    names = [f"Guest {number}" for number in range(scored + refused)]
    evening = posing(*names, rounds=2, max_players=100, **settings)
    for number, seat in enumerate(evening.room.present):
        evening.shoot(seat.id, 0.1 + number / 100 if number < scored else None)
    evening.go_to(Phase.REVEAL)
    return evening


def shared(evening):
    return [[int(seat.removeprefix("guest ")) for seat in card.seats] for card in evening.round.cards]


@pytest.mark.parametrize(
    ("photos", "shown"),
    [
        (0, [[]]),
        (1, [[0], []]),
        (3, [[0], [1], [2], []]),
        (4, [[0], [1], [2], [3], []]),
        (8, [[0, 1], [2, 3, 4], [5], [6], [7], []]),
        (11, [[0, 1, 2, 3], [4, 5, 6, 7], [8], [9], [10], []]),
        (12, [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9], [10], [11], []]),
    ],
)
def test_the_best_three_are_alone_and_the_others_share(photos, shown):
    evening = revealing(photos, refused=0) if photos else posing("Guest 0")
    evening.go_to(Phase.REVEAL)
    assert shared(evening) == shown


def test_photos_without_a_score_come_first():
    assert shared(revealing(3, refused=1)) == [[3], [0], [1], [2], []]


@pytest.mark.parametrize("photos", [1, 4, 11, 12, 40])
@pytest.mark.parametrize("seconds", [3, 4, 10])
def test_every_card_is_long_enough_to_be_read(photos, seconds):
    evening = revealing(photos, reveal=seconds)
    assert all(card.seconds >= 2.5 for card in evening.round.cards)
    assert evening.room.deadline - evening.room.phase_started_at == cards.length(evening.round.cards)


def test_a_larger_party_gets_a_longer_reveal_but_no_endless_one():
    lengths = [cards.length(revealing(photos).round.cards).total_seconds() for photos in (1, 3, 11, 12)]
    assert lengths == [11, 19, 29, 34]


def test_nobody_has_a_card_who_sent_no_photo():
    evening = posing("Mia", "Ben")
    evening.shoot("mia")
    evening.go_to(Phase.REVEAL)
    assert evening.round.cards == (Card(("mia",), 6), cards.STANDINGS)


def test_the_cards_stay_whoever_goes_or_is_judged_late():
    evening = posing("Mia", "Ben", "Cleo", judging=5)
    late = evening.send("ben")
    evening.shoot("mia", 0.9)
    evening.go_to(Phase.REVEAL)
    dealt, deadline = evening.round.cards, evening.room.deadline
    evening.judge(late, 1.0)
    evening.do(seating.leave, "mia")
    assert (evening.round.cards, evening.room.deadline) == (dealt, deadline)
    evening.do(seating.forget_seat, "mia")
    assert [card.seats for card in evening.round.cards] == [("ben",), (), ()]
    assert cards.length(evening.round.cards) == cards.length(dealt)


def test_a_tap_ends_one_card_and_not_the_next():
    evening = revealing(4)
    evening.wait(1)
    turn(evening, 0)
    assert evening.kinds == [Kind.CARD_TURNED]
    assert cards.showing(evening.room, evening.now) == 1
    assert evening.room.deadline == evening.now + cards.length(evening.round.cards[1:])
    before = evening.room
    turn(evening, 0)
    assert evening.room is before
    evening.wait(evening.round.cards[1].seconds)
    turn(evening, 1)
    assert evening.room is before


def test_a_tap_in_a_pause_turns_the_card_and_leaves_the_pause():
    evening = revealing(4)
    evening.do(transitions.pause, "guest 0")
    turn(evening, 0)
    assert evening.room.time_left == cards.length(evening.round.cards[1:])
    assert cards.showing(evening.room, evening.now + timedelta(hours=1)) == 1


def test_a_tap_on_the_standings_begins_the_next_round():
    evening = revealing(1)
    turn(evening, 0)
    turn(evening, 1)
    assert evening.room.phase is Phase.GET_READY


def test_a_tap_from_another_round_or_from_a_guest_turns_nothing():
    evening = revealing(2)
    before = evening.room
    turn(evening, 0, round_number=2)
    assert evening.room is before
    with pytest.raises(errors.NotHost):
        turn(evening, 0, by="guest 1")


def turn(evening, card, round_number=1, by="guest 0"):
    evening.do(turning.turn_card, card, round_number, by, new_id=evening.new_id)

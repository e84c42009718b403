"""Whose turn it is to be judged."""

from game.engine.rules import judging_turns


def test_each_seat_has_one_photo_in_the_queue_and_a_room_four() -> None:
    waiting = [(f"{seat}{number}", seat) for number in range(3) for seat in "abcdef"]
    assert judging_turns(waiting) == ["a0", "b0", "c0", "d0"]
    assert judging_turns([*waiting[6:], ("a0", "a")]) == ["a1", "b1", "c1", "d1"]
    assert judging_turns([]) == []

"""A cue, for fun: what of it a clip shows, and when nobody can tell."""

import pytest

from scoring.vision.cue import A_SECOND, CUES, Glimpse, judge


def watched(seconds=4.0, *, blinks=(), turns=(), a_second=A_SECOND, usual=0.9, lean=0.0):
    """Glimpses of somebody who shuts the eyes for 0.2 s at some times, and turns by degrees from one to another."""
    times = [index / a_second for index in range(round(seconds * a_second))]
    return [
        Glimpse(
            t,
            1,
            0.1 if any(begin <= t < begin + 0.2 for begin in blinks) else usual,
            lean + next((degrees for begin, end, degrees in turns if begin <= t < end), 1.0),
        )
        for t in times
    ]


def verdict(cue, glimpses):
    return judge(cue, glimpses).verdict


def test_two_blinks_and_a_look_to_the_left_are_seen_with_their_times():
    outcome = judge("blink_left", watched(blinks=(0.5, 1.4), turns=((2.5, 3.2, 20.0),)))
    assert outcome.verdict == "seen"
    assert outcome.at == pytest.approx((0.5, 1.4, 2.5), abs=0.08)
    assert outcome.as_dict()["words"] == "Blink twice, then look left"


@pytest.mark.parametrize(
    ("blinks", "turns", "words"),
    [
        ((), (), "Not seen: nothing of it."),
        ((0.5,), ((2.5, 3.2, 20),), "Not seen: only 1 blink."),
        ((0.5, 1.4), (), "Not seen: only 2 blinks."),
        ((0.5, 1.4), ((2.5, 3.2, -20),), "Not seen: only 2 blinks."),
        ((0.5, 1.4), ((2.5, 2.55, 20),), "Not seen: only 2 blinks."),
        ((2.0, 3.0), ((0.5, 1.2, 20),), "Not seen: only 2 blinks."),
    ],
    ids=["nothing", "one blink", "no look", "the other side", "a twitch", "the other way round"],
)
def test_what_was_not_done_is_not_seen_and_what_was_is_said(blinks, turns, words):
    outcome = judge("blink_left", watched(blinks=blinks, turns=turns))
    assert (outcome.verdict, outcome.reason) == ("not_seen", words)


def test_left_and_right_are_told_in_their_order():
    there_and_back = watched(turns=((0.8, 1.4, 20), (2.0, 2.6, -20)))
    assert verdict("left_right", there_and_back) == "seen"
    back_and_there = judge("left_right", watched(turns=((0.8, 1.4, -20), (2.0, 2.6, 20))))
    assert back_and_there.reason == "Not seen: only a look to the left."


def test_eyes_that_are_narrow_and_a_camera_that_is_held_aside_cost_nobody_anything():
    narrow = watched(blinks=(0.5, 1.4), turns=((2.5, 3.2, 20.0),), usual=0.4, lean=8.0)
    assert verdict("blink_left", narrow) == "seen"


@pytest.mark.parametrize("until", [3.0, 9.0])
def test_eyes_that_stay_shut_are_no_blink(until):
    asleep = [Glimpse(each.t, 1, 0.1 if 1 < each.t < until else 0.9, 0.0) for each in watched()]
    assert judge("blink_left", asleep).reason == "Not seen: nothing of it."


@pytest.mark.parametrize(
    ("glimpses", "why"),
    [
        ([], "the clip is too short."),
        (watched(0.5), "the clip is too short."),
        (watched(a_second=5), "the clip has too few pictures a second to show a blink."),
        ([Glimpse(each.t, 2) for each in watched()], "there is more than one face. Film yourself alone."),
        ([Glimpse(each.t, 0) for each in watched()], "the face is not seen well enough all the time."),
    ],
    ids=["empty", "short", "slow", "two people", "nobody"],
)
def test_where_something_may_have_been_missed_nobody_can_tell(glimpses, why):
    outcome = judge("blink_right", glimpses)
    assert outcome.verdict == "cannot_tell"
    assert outcome.reason.startswith(f"Can't tell: {why}")
    assert outcome.at == ()


def test_what_was_seen_counts_even_where_the_rest_was_not():
    half = watched(blinks=(0.5, 1.4), turns=((2.5, 3.2, -20.0),))
    crowded = [*half, *(Glimpse(4 + index / A_SECOND, 3) for index in range(60))]
    assert verdict("blink_right", crowded) == "seen"


def test_every_cue_is_said_in_words_and_made_of_known_steps():
    for words, steps in CUES.values():
        assert words and set(steps) <= {"blink", "left", "right"}

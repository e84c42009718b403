"""Whose face is whose, from frame to frame: vectors and boxes as a clip might show them."""

import numpy as np
import pytest

from scoring.vision.clip_verdict import Seen, classic, classic_is_certain, followed, followed_is_certain
from scoring.vision.confidence import Demands
from scoring.vision.quality import FaceQuality
from scoring.vision.tracks import ENOUGH, Look, Tracks, overlap

CLEAR = FaceQuality(80, 0.9, 0, 0)
POOR = FaceQuality(8, 0.2, 0, 0)
LEFT, RIGHT = (0.1, 0.2, 0.2, 0.4), (0.6, 0.2, 0.2, 0.4)


def person(number, off=0.0):
    vector = np.zeros(128, np.float32)
    vector[number], vector[100 + number % 20] = 1, off
    return vector


def look(vector, box=LEFT, quality=CLEAR, t=0.0):
    return Look(t, box, quality, vector)


def test_people_who_change_places_are_still_themselves():
    tracks = Tracks()
    ada, ben = tracks.follow([look(person(1), LEFT), look(person(2), RIGHT)])
    assert tracks.follow([look(person(1), RIGHT), look(person(2), LEFT)]) == [ada, ben]
    assert len(tracks.all) == 2


def test_a_face_that_is_seen_poorly_belongs_to_whoever_was_there():
    tracks = Tracks()
    ada, ben = tracks.follow([look(person(1), LEFT), look(person(2), RIGHT)])
    assert tracks.follow([look(None, RIGHT, POOR)]) == [ben]
    assert len(ben.clear) == 1 and len(ada.looks) == 1


def test_new_people_are_counted_from_the_left():
    tracks = Tracks()
    right, left = tracks.follow([look(person(2), RIGHT), look(person(1), LEFT)])
    assert tracks.all == [left, right]


def test_somebody_who_comes_back_is_one_person():
    tracks = Tracks()
    tracks.follow([look(person(1), LEFT, t=0)])
    tracks.follow([look(person(1, off=0.3), RIGHT, t=1)])
    assert len(tracks.people()) == 1


def test_a_mean_weighs_by_quality_and_is_settled_after_enough_looks():
    tracks = Tracks()
    tracks.follow([look(person(1), quality=CLEAR)])
    (ada,) = tracks.follow([look(person(1, off=0.4), quality=FaceQuality(20, 0.5, 20, 0))])
    assert 0 < ada.mean[101] < 0.1
    for _ in range(ENOUGH):
        tracks.follow([look(person(1))])
    settled = ada.mean.copy()
    tracks.follow([look(person(1, off=0.4))])
    assert ada.is_complete and (ada.mean == settled).all()


@pytest.mark.parametrize(("other", "share"), [(LEFT, 1), (RIGHT, 0), ((0.2, 0.2, 0.2, 0.4), 1 / 3)])
def test_boxes_overlap_by_what_they_share(other, share):
    assert overlap(LEFT, other) == pytest.approx(share)


def shown(*frames, demands=None):
    """A clip in which each frame shows these people; asked for person 1."""
    seen = Seen(person(1), demands or Demands())
    for t, people in enumerate(frames):
        places = (LEFT, RIGHT, (0.4, 0.6, 0.1, 0.2))
        seen.add(float(t), [look(person(each), place, t=float(t)) for each, place in zip(people, places, strict=False)])
    return seen


def test_a_bystander_in_front_sinks_the_classic_way_and_not_ours():
    seen = shown((2, 1), (2, 1), (2, 1))
    assert followed(seen).confidence == pytest.approx(1) and followed(seen).person == 1
    assert classic(seen).confidence < 0.1


def test_a_yes_is_certain_once_enough_is_known_and_a_no_never_before_the_end():
    assert not followed_is_certain(shown(*[(1,)] * (ENOUGH - 1)), 3)
    assert followed_is_certain(shown(*[(1,)] * ENOUGH), 3)
    assert not followed_is_certain(shown(*[(2,)] * 10), 3)


@pytest.mark.parametrize(
    ("people", "left", "certain"),
    [((1, 1, 1, 1), 1, True), ((1, 1, 1), 1, False), ((2,), 3, True), ((2,), 4, False), ((1, 2), 9, False)],
)
def test_the_classic_mean_is_certain_when_no_frame_could_turn_it(people, left, certain):
    seen = shown(*[(each,) for each in people])
    assert classic_is_certain(seen, left) is certain
    sure = [confidence for _, confidence in classic(seen).by_frame.values()]
    ends = {(sum(sure) + extra) / (len(sure) + left) >= 0.8 for extra in (0, left)}
    assert (len(ends) == 1) is certain

"""One photo, one clip, one honest answer."""

import io

import pytest

from scoring.vision import clip
from scoring.vision.confidence import Demands
from tests.scoring.vision.conftest import SHARED
from tests.support import acting, clips

faces = pytest.mark.skipif(not (SHARED / "faces").is_dir(), reason="no photos of people beside this checkout")


def asked(photo, film, *demands, method="tracks", **more):
    return clip.match(photo, io.BytesIO(film), Demands(*demands), method, **more)


@pytest.fixture(scope="module")
def woman():
    return clips.clip(clips.scene(["astronaut"], 480, 270), 2.5, fps=8)


@pytest.fixture(scope="module")
def two():
    """A bystander on the left, from the first frame on, and larger in none."""
    return clips.clip(clips.scene(["biden.jpg", "obama.jpg"], 640, 360, share=0.7), 2.5, fps=8)


def test_the_person_in_the_photo_is_the_one_in_the_clip(woman):
    told = asked(clips.portrait(), woman).as_dict()
    assert told["face_found_in_image"] and told["face_found_in_video"]
    assert (told["is_match"], told["people"]) == (True, 1)
    assert told["confidence"] > 0.95
    assert told["reason"] == "1 person seen, and it is the one in the photo."
    assert told["best_frame"] in told["timeline"]
    assert told["frames"] == {"sampled": 5, "with_face": 5, "matched": 5}
    assert [moment["t"] for moment in told["timeline"]] == [0, 0.25, 0.5, 0.75, 1]
    assert 0.5 < told["sharpness"]["video"] <= 1


@faces
@pytest.mark.parametrize("method", ["tracks", "classic"])
def test_somebody_else_is_somebody_else(woman, method):
    told = asked(clips.portrait("obama2.jpg"), woman, method=method).as_dict()
    assert (told["is_match"], told["method"]) == (False, method)
    assert told["confidence"] < 0.4
    assert told["reason"] == "1 person seen, and it is somebody else."


@faces
def test_a_bystander_neither_sinks_nor_wins_it(two):
    told = asked(clips.portrait("obama2.jpg"), two).as_dict()
    assert (told["is_match"], told["reason"]) == (True, "2 people seen, the second one matches.")
    assert (told["other"]["method"], told["other"]["is_match"]) == ("classic", False)
    stranger = asked(clips.portrait(), two).as_dict()
    assert (stranger["is_match"], stranger["people"]) == (False, 2)
    assert stranger["reason"] == "2 people seen, and the one in the photo is not among them."


@faces
@pytest.mark.parametrize("method", ["tracks", "classic"])
def test_stopping_early_and_skipping_what_is_the_same_changes_no_answer(woman, two, method):
    still = clips.clip(clips.held_up("astronaut"), 2, fps=5)
    for photo, film in (("obama2.jpg", woman), ("obama2.jpg", two), ("astronaut", still)):
        quick, whole = (asked(clips.portrait(photo), film, method=method, thrifty=each) for each in (True, False))
        assert quick.is_match is whole.is_match
        assert len(quick.seen.moments) <= len(whole.seen.moments)
        if method == "tracks":
            assert quick.confidence == pytest.approx(whole.confidence, abs=0.01)


def test_what_cannot_be_told_is_no_no(woman):
    blurred = clips.clip(clips.blurred(clips.scene(["astronaut"], 480, 270)), 1)
    told = asked(clips.portrait(), blurred).as_dict()
    assert (told["is_match"], told["confidence"], told["face_found_in_video"]) == (None, None, True)
    assert told["reason"].startswith("Can't tell, because of the clip. This face is too blurred")
    strict = asked(clips.portrait(), woman, 0.5, 0.8, 0.99).as_dict()
    assert (strict["is_match"], strict["reason"][:40]) == (None, "Can't tell, because of the photo. This f")


def test_where_a_face_is_missing_there_is_no_confidence(woman):
    nobody = clips.clip(clips.nobody(), 1, fps=5)
    told = asked(clips.portrait(), nobody).as_dict()
    assert (told["face_found_in_video"], told["is_match"], told["confidence"]) == (False, None, None)
    assert told["reason"].startswith("No face found in the clip.")
    told = asked(clips.wall(), woman).as_dict()
    assert (told["face_found_in_image"], told["face_found_in_video"], told["is_match"]) == (False, True, None)
    assert told["reason"].startswith("No face found in the photo.")


def test_the_threshold_and_the_tolerance_decide(woman):
    photo = clips.portrait()
    assert asked(photo, woman, 0.5, 1.0).is_match is False
    assert asked(photo, woman, 0.05, 0.8).confidence < asked(photo, woman, 0.5, 0.8).confidence


@pytest.mark.parametrize(
    ("turn", "kind", "how"),
    [
        *((turn, kind, clips.H264) for turn, kind in ((0, "mp4"), (90, "mp4"), (180, "mov"), (270, "mov"))),
        *((turn, kind, clips.HEVC) for turn, kind in ((90, "mov"), (180, "mp4"))),
    ],
)
def test_a_clip_is_turned_upright_once(turn, kind, how):
    upright = clips.scene(["astronaut"], 270, 480, share=0.5)
    film = clips.turned(clips.clip(clips.lying(upright, turn), 0.5, kind=kind, how=how), turn)
    (first, *_) = asked(clips.portrait(), film).seen.moments
    (x, y, wide, high) = first.looks[0].box
    assert high * 480 > wide * 270 * 0.9 and 0.3 < x + wide / 2 < 0.7 and 0.3 < y + high / 2 < 0.7
    assert abs(clips.lean(film)) < 20


def test_a_cue_is_seen_where_eyes_really_shut_and_a_head_really_turns():
    follows = acting.acting("astronaut", (0.4, 1.1), acting.looking(1.8, 35))
    film = clips.clip(follows, 3, fps=acting.FPS)
    told = asked(clips.portrait(), film, cue="blink_left").as_dict()
    assert (told["is_match"], told["cue"]["verdict"]) == (True, "seen")
    assert told["cue"]["at"] == pytest.approx([0.4, 1.1, 2.0], abs=0.25)
    other = asked(clips.portrait(), film, cue="blink_right").as_dict()
    assert (other["is_match"], other["cue"]["reason"]) == (True, "Not seen: only 2 blinks.")


def test_a_cue_changes_nothing_of_the_answer_and_is_looked_for_only_if_asked(woman):
    without, beside = (asked(clips.portrait(), woman, cue=cue).as_dict() for cue in (None, "left_right"))
    assert without.pop("cue") is None
    assert beside.pop("cue")["verdict"] == "cannot_tell"
    assert without == beside


def test_a_photo_held_before_the_camera_follows_no_cue():
    still = clips.clip(clips.held_up("astronaut"), 2, fps=acting.FPS)
    assert asked(clips.portrait(), still, cue="blink_left").cue.reason == "Not seen: nothing of it."

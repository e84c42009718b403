"""What of a clip is looked at: by time, upright, small; and what is no clip."""

import io
import time

import pytest

from scoring.vision import clip
from scoring.vision.clip_frames import LONGEST, TIMES, Clip
from scoring.vision.errors import REASONS, PhotoRefused
from scoring.vision.formats import clip_format_of, format_of
from tests.support import clips, odd_clips


def frames(data):
    return list(Clip(io.BytesIO(data)).frames())


def sampled(data):
    return [frame.t for frame in frames(data)]


def test_frames_are_taken_by_time_four_in_the_first_second_and_then_one():
    assert len(TIMES) == 40 and TIMES[-1] == 60
    assert sampled(odd_clips.made("testsrc=s=64x64:r=30", 4)) == pytest.approx([0, 0.25, 0.5, 0.75, 1, 2, 3], abs=0.04)


def test_a_frame_rate_that_changes_does_not_change_the_times():
    slower = ("-vf", "select='lt(t,1)+not(mod(n,10))'", "-vsync", "vfr", *odd_clips.QUICK)
    times = sampled(odd_clips.made("testsrc=s=64x64:r=30", 5, *slower))
    assert times == pytest.approx([0, 0.25, 0.5, 0.75, 1, 2, 3, 4], abs=0.05)


def test_a_large_frame_is_made_small_first():
    (frame,) = frames(odd_clips.made("testsrc=s=1920x1080:r=5", 0.2))
    assert frame.rgb.shape == (720, LONGEST, 3)


@pytest.mark.parametrize(("how", "kind"), odd_clips.CODECS.values(), ids=odd_clips.CODECS)
def test_a_usual_clip_is_opened_whatever_it_is_packed_in(how, kind):
    film = odd_clips.made("testsrc=s=128x96:r=10", 0.5, *how, kind=kind)
    assert clip_format_of(film) in ("MP4", "AVI", "WEBM") and format_of(film) is None
    try:
        assert [frame.rgb.shape for frame in frames(film)] == [(96, 128, 3)] * 2
    except PhotoRefused as refusal:
        assert (refusal.code, kind) == ("clip_codec", "mp4") and "av1" in " ".join(how)


@pytest.mark.parametrize(
    ("make", "codes"),
    [
        pytest.param(*case, id=name, marks=[pytest.mark.slow] if name in odd_clips.SLOW else [])
        for name, case in odd_clips.REFUSED.items()
    ],
)
def test_what_cannot_be_opened_is_refused_in_words_and_soon(make, codes):
    film, began = make(), time.process_time()
    with pytest.raises(PhotoRefused) as refused:
        clip.match(clips.portrait(), io.BytesIO(film))
    assert refused.value.code in codes
    assert refused.value.message.endswith(".")
    assert time.process_time() - began < 5


@pytest.mark.parametrize("make", odd_clips.ANSWERED.values(), ids=odd_clips.ANSWERED)
def test_what_is_odd_and_can_be_opened_is_answered_soon(make):
    film, began = make(), time.process_time()
    assert clip.match(clips.portrait(), io.BytesIO(film)).seen.moments
    assert time.process_time() - began < 5


def test_a_clip_in_the_place_of_the_photo_is_told():
    film = odd_clips.made("testsrc=s=64x64:r=5", 1)
    with pytest.raises(PhotoRefused) as refused:
        clip.match(film, io.BytesIO(film))
    assert refused.value.code == "photo_is_clip"
    assert all(words.endswith(".") for words in REASONS.values())

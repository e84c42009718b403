"""The beats as browsers count them, by the same numbers as the rules."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from game.engine.kinds import rhythm

pytestmark = pytest.mark.browser


def dancing(seconds: float, **more: Any) -> str:
    """A room so far into a round of rhythm, as the phones and the stage know it at time 0."""
    lasts = 1000 * (rhythm.BEATS * rhythm.BEAT + rhythm.LATE)
    room = {"phase": "capture", "kind": "rhythm", "paused": False, "lasts": lasts, "deadline": lasts - 1000 * seconds}
    return json.dumps(room | more)


def test_a_beat_lasts_as_long_as_the_rules_say_and_a_pause_holds_it(run: Callable[[str], Any]) -> None:
    assert run("[beats.BEATS, beats.BEAT, beats.HIT]") == [rhythm.BEATS, 1000 * rhythm.BEAT, rhythm.HIT]
    at = [run(f"beats.beatAt({dancing(seconds)}, 0).number") for seconds in (0, 2.4, 2.6, 19.9, 20.1, 23)]
    assert at == [0, 0, 1, 7, 8, 8]
    assert run(f"beats.beatAt({dancing(0, paused=True, time_left=18_000)}, 0)") == pytest.approx(
        {"number": 2, "share": 0.4}
    )


def test_the_music_has_a_bar_for_each_face_and_is_over_with_them(run: Callable[[str], Any]) -> None:
    music = run(f"music.musicOf({dancing(5)}, 0)")
    assert music["at"] == 2 * 16
    assert 16 * 15 / music["tempo"] == rhythm.BEAT
    assert run(f"music.musicOf({dancing(20.5)}, 0)") is None


def test_a_combo_is_what_was_hit_last_without_a_miss(run: Callable[[str], Any]) -> None:
    told = "[[], [true], [true, false], [false, true, true], [true, undefined]].map((hits) => beats.comboOf(hits))"
    assert run(told) == [0, 1, 0, 2, 0]

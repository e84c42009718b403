"""What is heard: the rules of music and sounds, run where they will run."""

import json
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def test_a_stage_sounds_unless_it_was_told_not_to_and_remembers_that(run: Callable[[str], Any]) -> None:
    assert run("sound.soundOn()") is False
    run("sound.soundLikeAStage()")
    assert run("sound.soundOn()") is True
    run("sound.soundButton().click()")
    assert run("[sound.soundOn(), localStorage.getItem('animatch.stage.sound')]") == [False, "off"]
    run("localStorage.removeItem('animatch.stage.sound')")
    # The host's word counts for more.
    assert run("[sound.allowSound(false), sound.soundOn(), sound.allowSound(true), sound.soundOn()]") == [
        None,
        False,
        None,
        True,
    ]


def playing(phase: str, left: int, *, paused: bool = False) -> Any:
    room = {"phase": phase, "paused": paused, "deadline": 1000 * left, "settings": {"capture": 30}}
    return f"music.musicOf({json.dumps(room)}, 0)"


def test_the_beat_rises_in_the_last_ten_seconds_and_not_before(run: Callable[[str], Any]) -> None:
    early, ten, five, last = (run(playing("capture", left)) for left in (29, 10, 5, 0))
    assert early == ten
    assert ten["tempo"] < five["tempo"] < last["tempo"]
    assert ten["lift"] < five["lift"] < last["lift"]


def test_the_lobby_is_calmer_than_a_round_and_the_reveal_has_no_music(run: Callable[[str], Any]) -> None:
    lobby, capture = run(playing("lobby", 0)), run(playing("capture", 20))
    assert lobby["tempo"] < capture["tempo"]
    bars = "Array.from({ length: 64 }, (_, step) => music.notesOf(%s, step, 0.1, 0)).flat()"
    calm, beat = (run(bars % json.dumps(what["piece"])) for what in (lobby, capture))
    assert len(calm) < len(beat) / 2
    assert {note["by"] for note in calm} == {"pad", "pluck"}
    assert "kick" in {note["by"] for note in beat}
    assert [run(playing(phase, 5)) for phase in ("judging", "reveal")] == [None, None]
    assert run(playing("capture", 20, paused=True)) is None


LOUDNESS = """(async (notes) => {
  const context = new OfflineAudioContext(1, 4 * 24_000, 24_000);
  for (const note of notes) instruments.perform({ context, output: audio.outputOf(context) }, note);
  const heard = (await context.startRendering()).getChannelData(0);
  const windows = Array.from({ length: 36 }, (_, at) => heard.subarray(at * 2400, at * 2400 + 9600));
  const powers = windows.map((window) => window.reduce((sum, value) => sum + value * value, 0) / window.length);
  return [Math.max(...heard.map(Math.abs)), 10 * Math.log10(Math.max(...powers))];
})"""


def test_no_sound_clips_none_drowns_in_the_beat_and_none_startles(run: Callable[[str], Any]) -> None:
    steps = "music.notesOf('beat', step, 0.134, 0).map((note) => ({ ...note, from: step * 0.134 }))"
    beat = run(f"await {LOUDNESS}(Array.from({{ length: 28 }}, (_, step) => {steps}).flat())")[1]
    for tune in run("Object.keys(tunes.TUNES)"):
        peak, loud = run(f"await {LOUDNESS}(tunes.TUNES.{tune})")
        assert peak < 0.9, tune
        assert -15 < loud - beat < 12, (tune, loud - beat)

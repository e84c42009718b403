"""Beat goes on through a clock that is set back: the sweeper under every phase hangs on it."""

import errno
import pickle
from datetime import timedelta
from pathlib import Path

import pytest
from celery.beat import ScheduleEntry, Scheduler

from animatch import settings
from animatch.celery import app
from animatch.platform import steady_clock
from animatch.platform.schedules import Beat, Every, every

TWENTY_MINUTES = timedelta(minutes=20)


class Quiet(Scheduler):
    """Beat without a broker: it notes what it would have sent."""

    def setup_schedule(self) -> None:
        self.sent: list[str] = []
        self.schedule = {
            name: ScheduleEntry(name=name, task=name, schedule=every(seconds), app=self.app)
            for name, seconds in (("sweep", 1), ("expire", 60))
        }

    def apply_entry(self, entry: ScheduleEntry, producer: object = None) -> None:
        self.sent.append(entry.name)


def ticks(beat: Scheduler, seconds: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What beat sends in so many seconds."""
    beat.sent = []
    for _ in range(seconds):
        counted = steady_clock.elapsed() + 1
        monkeypatch.setattr(steady_clock, "elapsed", lambda counted=counted: counted)
        while beat.tick() == 0:
            pass
    return beat.sent


def test_everything_goes_on_every_second_and_every_minute_after_a_jump(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steady_clock, "elapsed", lambda: steady_clock._own._then)
    beat = Quiet(app)
    ticks(beat, 3, monkeypatch)
    shown = steady_clock.machine() - TWENTY_MINUTES
    monkeypatch.setattr(steady_clock, "machine", lambda: shown)
    sent = ticks(beat, 70, monkeypatch)
    assert sent.count("sweep") >= 69
    assert sent.count("expire") == 1


def test_what_an_earlier_run_did_in_the_future_is_done_again_at_once() -> None:
    assert every(60).is_due(steady_clock.evenly() + TWENTY_MINUTES).is_due
    assert not every(60).is_due(steady_clock.evenly()).is_due


def test_every_entry_of_ours_is_such_a_one_and_survives_being_written_down() -> None:
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        again = pickle.loads(pickle.dumps(entry["schedule"]))
        assert isinstance(again, Every)
        assert (again.run_every, again.nowfun) == (entry["schedule"].run_every, steady_clock.evenly)


def test_beat_goes_on_where_it_cannot_write_down_what_it_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beat = Beat(app, schedule_filename=str(tmp_path / "beat"))

    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(beat._store, "sync", full)
        beat._do_sync()
    beat.close()

"""The machine's clock is set while a party goes on: by twenty minutes, back or ahead."""

from datetime import datetime, timedelta

import pytest

from animatch.platform import steady_clock

JUMPS = [timedelta(minutes=-20), timedelta(minutes=20)]


class Machine:
    def __init__(self, now: datetime) -> None:
        self.shown, self.counted = now, 1000.0

    def wait(self, seconds: float) -> None:
        self.shown += timedelta(seconds=seconds)
        self.counted += seconds


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, now: datetime) -> Machine:
    made = Machine(now)
    monkeypatch.setattr(steady_clock, "machine", lambda: made.shown)
    monkeypatch.setattr(steady_clock, "elapsed", lambda: made.counted)
    monkeypatch.setattr(steady_clock, "_own", steady_clock.SteadyClock())
    monkeypatch.setattr(steady_clock, "_held", False)
    return made


@pytest.mark.parametrize("jump", JUMPS)
def test_a_party_goes_on_by_what_has_elapsed(machine: Machine, now: datetime, jump: timedelta) -> None:
    steady_clock.hold()
    machine.wait(10)
    machine.shown += jump
    machine.wait(5)
    assert steady_clock.now() == now + timedelta(seconds=15)


@pytest.mark.parametrize("jump", JUMPS)
def test_of_many_machines_each_goes_by_its_own_clock(machine: Machine, now: datetime, jump: timedelta) -> None:
    machine.shown += jump
    assert steady_clock.now() == now + jump
    assert steady_clock.on_the_machine(now) == now


@pytest.mark.parametrize("jump", JUMPS)
def test_what_celery_is_asked_for_comes_after_as_long_as_the_party_means(
    machine: Machine, now: datetime, jump: timedelta
) -> None:
    steady_clock.hold()
    machine.wait(10)
    machine.shown += jump
    in_half_a_minute = steady_clock.now() + timedelta(seconds=30)
    assert steady_clock.on_the_machine(in_half_a_minute) == machine.shown + timedelta(seconds=30)


def test_the_counter_does_not_go_back() -> None:
    assert steady_clock.elapsed() <= steady_clock.elapsed()

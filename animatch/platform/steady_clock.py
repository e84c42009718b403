"""What time it is. In a party it goes on evenly, whatever the machine's clock is set to meanwhile.

A laptop's clock is corrected by the network in the middle of an evening; phases must neither stand still nor
end for that. Where many machines have to agree on the time it is the machines' own, which is for their
operator to keep right.
"""

import time
from datetime import UTC, datetime, timedelta

# One that goes on while the machine sleeps, where there is such a one.
_COUNTER = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))


def machine() -> datetime:
    """What the machine's clock says."""
    return datetime.now(UTC)


def elapsed() -> float:
    """Seconds since some beginning, which no setting of a clock changes."""
    return time.monotonic() if _COUNTER is None else time.clock_gettime(_COUNTER)


class SteadyClock:
    """What the machine's clock said when this one was made, and what has elapsed since."""

    def __init__(self) -> None:
        self._began, self._then = machine(), elapsed()

    def now(self) -> datetime:
        return self._began + timedelta(seconds=elapsed() - self._then)


_own = SteadyClock()
_held = False


def hold() -> None:
    """From here on this process goes by a clock of its own."""
    global _own, _held
    _own, _held = SteadyClock(), True


def now() -> datetime:
    return _own.now() if _held else machine()


def evenly() -> datetime:
    """For what needs even steps and agrees with nobody, like beat: steady in every process."""
    return _own.now()


def on_the_machine(moment: datetime) -> datetime:
    """What the machine's clock, which Celery goes by, is going to show then."""
    return machine() + (moment - now()) if _held else moment

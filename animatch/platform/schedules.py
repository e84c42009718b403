"""When beat does something: so many seconds apart, whatever the machine's clock is set to."""

import dbm
import logging
from datetime import datetime, timedelta

from celery.beat import PersistentScheduler
from celery.schedules import schedstate, schedule

from animatch.platform import steady_clock

log = logging.getLogger(__name__)


class Every(schedule):
    def is_due(self, last_run_at: datetime) -> schedstate:
        """At once where it seems to have been done in the future: the clock was set back since, and beat restarted."""
        if self.maybe_make_aware(last_run_at) > self.now():
            return schedstate(is_due=True, next=self.seconds)
        return super().is_due(last_run_at)


def every(seconds: float) -> Every:
    return Every(timedelta(seconds=seconds), nowfun=steady_clock.evenly)


class Beat(PersistentScheduler):
    """Goes on where it cannot write down what it did: the disk may be full, and be cleared again."""

    def sync(self) -> None:
        try:
            super().sync()
        except dbm.error as error:
            log.warning("Beat could not write down its schedule: %s", error)

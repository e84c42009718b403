"""When beat does something: so many seconds apart, whatever the machine's clock is set to."""

from datetime import datetime, timedelta

from celery.schedules import schedstate, schedule

from animatch.platform import steady_clock


class Every(schedule):
    def is_due(self, last_run_at: datetime) -> schedstate:
        """At once where it seems to have been done in the future: the clock was set back since, and beat restarted."""
        if self.maybe_make_aware(last_run_at) > self.now():
            return schedstate(is_due=True, next=self.seconds)
        return super().is_due(last_run_at)


def every(seconds: float) -> Every:
    return Every(timedelta(seconds=seconds), nowfun=steady_clock.evenly)

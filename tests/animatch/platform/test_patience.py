import pytest
from django.db import OperationalError, transaction

from animatch.platform import patience


class Clock:
    """Time that passes only while somebody sleeps or waits for a connection."""

    def __init__(self):
        self.now = 1000.0

    def monotonic(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds


@pytest.fixture
def clock(monkeypatch):
    made = Clock()
    monkeypatch.setattr(patience, "time", made)
    monkeypatch.setattr(patience.connection, "close", lambda: None)
    return made


def away(clock, *, wait, until=float("inf")):
    """Work on a database that is away until then; each try waits for a connection."""
    tries = []

    @patience.outlasting
    def work():
        tries.append(clock.now)
        if clock.now >= until:
            return "done"
        clock.sleep(wait)
        raise OperationalError

    return work, tries


@pytest.mark.parametrize("wait", [0, 0.5, 2], ids=["refused at once", "slow", "no connection in the pool"])
def test_a_database_that_stays_away_is_given_up_before_the_phone_gives_up(clock, wait):
    work, tries = away(clock, wait=wait)
    with pytest.raises(OperationalError):
        work()
    assert len(tries) > 2
    assert 4 < clock.now - 1000 <= 8


@pytest.mark.parametrize("wait", [0, 2])
def test_a_database_that_is_restarted_within_four_seconds_is_outlasted(clock, wait):
    work, _ = away(clock, wait=wait, until=1004)
    assert work() == "done"


@pytest.mark.django_db
def test_inside_of_a_transaction_the_whole_has_to_be_done_again(clock):
    work, tries = away(clock, wait=0)
    with pytest.raises(OperationalError), transaction.atomic():
        work()
    assert len(tries) == 1

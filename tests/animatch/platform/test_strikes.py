from datetime import datetime, timedelta

import pytest

from animatch.platform import strikes
from animatch.platform.counters import counts


def over(what: str) -> None:
    """The wait is over."""
    counts().delete(strikes._until(what))


def tries(count: int, now: datetime) -> list[int]:
    return [int(strikes.wait_before("x", 3, now).total_seconds()) for _ in range(count)]


def test_so_many_tries_are_free_and_then_there_is_a_wait(now: datetime) -> None:
    assert tries(5, now) == [0, 0, 0, 60, 60]


def test_whoever_waits_hears_how_long_it_still_is(now: datetime) -> None:
    tries(3, now)
    assert strikes.wait_before("x", 3, now + timedelta(seconds=50)) == timedelta(seconds=10)


def test_each_wait_is_twice_as_long_up_to_a_quarter_of_an_hour(now: datetime) -> None:
    tries(3, now)
    waits = []
    for _ in range(6):
        over("x")
        waits.append(tries(2, now))
    assert waits == [[0, 120], [0, 240], [0, 480], [0, 900], [0, 900], [0, 900]]


def test_tries_during_a_wait_do_not_make_it_longer(now: datetime) -> None:
    tries(50, now)
    over("x")
    assert tries(2, now) == [0, 120]


def test_what_went_well_is_forgotten(now: datetime) -> None:
    tries(4, now)
    strikes.forget("x")
    assert tries(4, now) == [0, 0, 0, 60]


def test_one_good_try_leaves_the_others(now: datetime) -> None:
    tries(2, now)
    strikes.forgive_one("x")
    assert tries(3, now) == [0, 0, 60]


@pytest.mark.parametrize("others", ["y", "xx"])
def test_each_is_counted_alone(now: datetime, others: str) -> None:
    tries(4, now)
    assert strikes.wait_before(others, 3, now) == timedelta()

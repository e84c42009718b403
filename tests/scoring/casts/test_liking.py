"""What being shown first is worth."""

import pytest

from scoring.casts.liking import Liked, order_effect, wilson


def test_the_interval_of_a_rate_is_the_published_one():
    # Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3.
    assert wilson(Liked(81, 263)) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(Liked(0, 20)) == pytest.approx((0.0, 0.1611), abs=5e-5)


def test_the_interval_of_the_difference_is_the_published_one():
    # Newcombe (1998), "Interval estimation for the difference", table II, method 10.
    gap, least, most = order_effect(Liked(56, 70), Liked(48, 80)) or (0, 0, 0)
    assert (gap, least, most) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


def test_nothing_is_said_where_one_side_is_silent():
    assert order_effect(Liked(3, 4), Liked(0, 0)) is None
    assert Liked(0, 0).rate is None

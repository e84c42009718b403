import pytest

from game.scores import measures


@pytest.mark.parametrize(
    ("share", "bin_"), [(0, "0"), (0.049, "0"), (0.05, "5"), (0.15, "15"), (0.999, "95"), (1, "95")]
)
def test_a_share_falls_into_its_five_percent(share, bin_):
    assert measures.percent_bin(share) == bin_


@pytest.mark.parametrize("milliseconds", [1, 7.5, 40, 333, 12_000])
def test_a_time_comes_back_to_five_percent(milliseconds):
    assert measures.time_of(measures.time_bin(milliseconds)) == pytest.approx(milliseconds, rel=0.05)

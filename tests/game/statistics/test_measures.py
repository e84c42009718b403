import pytest

from game.statistics import measures


@pytest.mark.parametrize(
    ("share", "bin_"), [(0, "0"), (0.049, "0"), (0.05, "5"), (0.15, "15"), (0.999, "95"), (1, "95")]
)
def test_a_share_falls_into_its_five_percent(share, bin_):
    assert measures.percent_bin(share) == bin_


@pytest.mark.parametrize("milliseconds", [1, 7.5, 40, 333, 12_000])
def test_a_time_comes_back_to_five_percent(milliseconds):
    assert measures.time_of(measures.time_bin(milliseconds)) == pytest.approx(milliseconds, rel=0.05)


def test_a_percentile_is_the_time_that_so_many_did_not_exceed():
    counts = {measures.time_bin(ms): times for ms, times in ((10, 50), (100, 45), (1000, 5))}
    assert measures.percentile(counts, 0.5) == pytest.approx(10, rel=0.05)
    assert measures.percentile(counts, 0.95) == pytest.approx(100, rel=0.05)
    assert measures.percentile(counts, 1) == pytest.approx(1000, rel=0.05)
    assert measures.percentile({}, 0.5) is None

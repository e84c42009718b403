import pytest

from scoring.vision.confidence import Demands


@pytest.mark.parametrize(
    ("distance", "tolerance", "confidence"),
    [
        *((0, 0.5, 1), (0.25, 0.5, 0.9676), (0.4, 0.5, 0.8899), (0.5, 0.5, 0.5), (0.75, 0.5, 0.25), (1.0, 0.5, 0)),
        *((0.3, 0.6, 0.9676), (0.8, 0.6, 0.25), (1.4, 0.6, 0)),
    ],
)
def test_the_confidence_is_the_published_one(distance, tolerance, confidence):
    assert Demands(tolerance).confidence(distance) == pytest.approx(confidence, abs=1e-4)


def test_it_falls_with_the_distance():
    told = [Demands().confidence(step / 100) for step in range(120)]
    assert told == sorted(told, reverse=True)


@pytest.mark.parametrize("demands", [(0,), (1,), (-0.1,), (0.5, 1.1), (0.5, -0.1), (0.5, 0.8, 2)])
def test_what_is_out_of_range_is_refused(demands):
    with pytest.raises(ValueError, match="has to be"):
        Demands(*demands)

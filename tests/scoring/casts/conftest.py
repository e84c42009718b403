import pytest

from scoring.casts import learned, pupil
from scoring.casts.learning import lessons
from scoring.casts.learning.fitting import fit


@pytest.fixture(autouse=True)
def in_this_process(request, monkeypatch):
    """Learn without a process of its own, which takes seconds to wake up, and remember nothing from test to test."""
    learned._known.clear()
    if "own_process" in request.keywords:
        return

    def learn(question, still_there):
        weights, parameters = fit(lessons.unpack(question.pack()))
        still_there()
        return weights.pack(), parameters

    monkeypatch.setattr(pupil, "learn", learn)

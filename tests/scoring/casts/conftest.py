import pytest

from scoring.casts import learned, pupil
from scoring.casts.learning import fitting, lessons


@pytest.fixture(autouse=True)
def in_this_process(request, monkeypatch):
    """Learn without a process of its own, which takes seconds to wake up, and remember nothing from test to test."""
    learned._known.clear()
    if "own_process" in request.keywords:
        return

    # One strength is as good as four where nobody asks which.
    monkeypatch.setattr(fitting, "STRENGTHS", (0.1,))

    def learn(question, still_there):
        weights, parameters = fitting.fit(lessons.unpack(question.pack()))
        still_there()
        return weights.pack(), parameters

    monkeypatch.setattr(pupil, "learn", learn)

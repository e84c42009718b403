"""What a cast's page says of its training, its exam and its versions."""

from datetime import datetime
from typing import Any

from scoring.casts import examples, exams, training, versions
from scoring.casts.models import Cast, ModelVersion, Training

MOST_SHOWN = 12
"""Versions on a cast's page; the list of versions has all."""


def training_context(cast: Cast, now: datetime) -> dict[str, Any]:
    """For the template that comes before a cast's form."""
    exam, shown = exams.current(cast), ModelVersion.objects.filter(cast=cast).order_by("-number")[:MOST_SHOWN]
    return {
        "readiness": training.readiness(cast, now),
        "days": training.interval().days,
        "run": progress(cast),
        "exam": exam,
        "fresh": exams.fresh(cast, exam, now).items() if exam else (),
        "to_review": examples.to_review(cast).count(),
        "versions": [{"row": version, "can_come_back": versions.can_come_back(version)} for version in shown],
    }


def progress(cast: Cast) -> dict[str, Any]:
    """JSON-ready: whether a training goes on, its step of so many, and what there is to say of it."""
    last = Training.objects.filter(cast=cast).first()
    goes_on = last is not None and last.state in (Training.State.WAITING, Training.State.RUNNING)
    return {"on": goes_on, "step": last.step if last else 0, "steps": len(training.STEPS), "words": _words(last)}


def _words(last: Training | None) -> str:
    if last is None:
        return ""
    if last.state == Training.State.FAILED:
        return last.message
    if last.state == Training.State.DONE:
        return f"Version {last.version.number}: {last.version.why}" if last.version else ""
    return f"{last.step + 1} of {len(training.STEPS)}: {training.STEPS[last.step]}…"

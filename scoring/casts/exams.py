"""A cast's exam: who is asked about, how often it has been looked at, and when it can be renewed.

Whoever judges by one exam again and again finds, at some time, something that is better by luck. So each look is
counted, before it is taken, and a host can begin a new exam with people about whom nothing was asked yet.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from scoring.casts import classroom
from scoring.casts.errors import CastRefused
from scoring.casts.examples import hold
from scoring.casts.models import Cast, Character, Exam, PersonGroup


def current(cast: Cast) -> Exam | None:
    """The exam that versions sit now; None before the first one."""
    return Exam.objects.filter(cast=cast).first()


@transaction.atomic
def look(cast: Cast, now: datetime) -> Exam:
    """The exam, one more time looked at; `now` is when the questions were gathered."""
    hold(cast)
    exam = current(cast) or Exam.objects.create(cast=cast, number=1, created_at=now)
    Exam.objects.filter(pk=exam.pk).update(looks=F("looks") + 1, looked_to=now)
    exam.refresh_from_db()
    return exam


@transaction.atomic
def renew(cast: Cast, now: datetime) -> Exam:
    """A new exam, of those who came since the last look. Raises CastRefused("exam_too_new") where they are too few.

    Whom the old one asked about is asked no more, and is not learned from either.
    """
    hold(cast)
    old = current(cast)
    if old is None or old.looked_to is None:
        raise CastRefused("exam_too_new", "Nobody has looked at the present one yet.")
    if missing := [name for name, new in fresh(cast, old, now).items() if not new]:
        raise CastRefused("exam_too_new", f"Nobody new resembles {missing[0]}.")
    return Exam.objects.create(cast=cast, number=old.number + 1, since=old.looked_to, created_at=now)


def fresh(cast: Cast, exam: Exam, now: datetime) -> dict[str, int]:
    """For each character by name, how many questions a new exam would have."""
    rows = [row for row in classroom.counted(cast, now) if row.part == PersonGroup.Part.EXAM]
    new = [row.character for row in rows if exam.looked_to and row.since > exam.looked_to]
    return {character.name: new.count(character.id) for character in Character.objects.filter(cast=cast)}

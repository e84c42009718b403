"""What a cast's dashboard is made of: sums over its hours, and how its versions did."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import TruncDay, TruncWeek

from scoring.casts.models import Cast, CastHour, ModelVersion

BINS: dict[str, Callable[[str], Any]] = {"hour": F, "day": TruncDay, "week": TruncWeek}


class Sums(NamedTuple):
    """What was answered and said: all as in CastHour, `ms` the sum of the times of all predictions."""

    predictions: int = 0
    ms: float = 0
    likes: int = 0
    dislikes: int = 0
    kept: int = 0
    shuffled: int = 0
    shuffled_likes: int = 0
    shuffled_dislikes: int = 0


@dataclass(frozen=True)
class Span:
    """From when on, and to before when (None: ever), in bins of BINS."""

    since: datetime | None = None
    before: datetime | None = None
    bin: str = "day"


def by_time(cast: Cast, span: Span, character: UUID | None = None) -> dict[datetime, Sums]:
    """The sums of each bin, of one character or of all, in the order of time; none where nothing was."""
    rows = _hours(cast, span)
    rows = rows.filter(character=character) if character else rows
    named = rows.annotate(at=BINS[span.bin]("hour")).values_list("at").order_by("at")
    found = named.annotate(**{f"{name}_": Sum(name) for name in Sums._fields})
    return {at: Sums(*sums) for at, *sums in found}


def by_character(cast: Cast, span: Span) -> dict[UUID, int]:
    """How often each character was the answer."""
    rows = _hours(cast, span).order_by().values_list("character_id")
    return dict(rows.annotate(n=Sum("predictions")))


def _hours(cast: Cast, span: Span) -> QuerySet[CastHour]:
    rows = CastHour.objects.filter(cast=cast)
    rows = rows.filter(hour__gte=span.since) if span.since else rows
    return rows.filter(hour__lt=span.before) if span.before else rows


def together(parts: Iterable[Sums]) -> Sums:
    """All of them in one."""
    return Sums(*(sum(column) for column in zip(Sums(), *parts, strict=True)))


class Grade(NamedTuple):
    """How a version did in its exam, and how the one did that answered from then on; shares of 1, None: not asked."""

    number: int
    at: datetime
    promoted: bool
    accuracy: float | None
    answering: float | None
    exam: str
    why: str


def grades(cast: Cast) -> list[Grade]:
    """All versions, the first one first. Who was promoted once stays so: a host's way back is not a training."""
    versions = ModelVersion.objects.filter(cast=cast).order_by("number").defer("members", "confusion", "parameters")
    answering, found = None, []
    for version in versions.select_related("exam"):
        promoted = version.status in (ModelVersion.Status.CHAMPION, ModelVersion.Status.RETIRED)
        answering = version.accuracy if promoted else answering
        exam = str(version.exam) if version.exam else ""
        why = str(version.verdict.get("words") or version.why)
        found.append(Grade(version.number, version.created_at, promoted, version.accuracy, answering, exam, why))
    return found

"""What a cast's dashboard is made of: sums over its hours or days, and how its versions did."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import TruncDay, TruncWeek

from scoring.casts import tallies
from scoring.casts.models import Cast, CastTally, ModelVersion

# Days are UTC's for everybody, whatever the clock of the host who looks at them shows.
BINS: dict[str, Callable[[str], Any]] = {
    "hour": F,
    "day": partial(TruncDay, tzinfo=UTC),
    "week": partial(TruncWeek, tzinfo=UTC),
}


class Sums(NamedTuple):
    """What was answered and said: all as in CastTally, `ms` the sum of the times of all predictions."""

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
    """From when on, and to before when (None: ever), in bins of BINS.

    Both begin an hour; where the bin is none, `since` begins a day.
    """

    since: datetime | None = None
    before: datetime | None = None
    bin: str = "day"


def by_time(cast: Cast, span: Span, character: UUID | None = None) -> dict[datetime, Sums]:
    """The sums of each bin, of one character or of all, in the order of time; none where nothing was."""
    rows = _rows(cast, span)
    rows = rows.filter(character=character) if character else rows
    named = rows.annotate(when=BINS[span.bin]("at")).values_list("when").order_by("when")
    found = named.annotate(**{f"{name}_": Sum(name) for name in Sums._fields})
    return {at: Sums(*sums) for at, *sums in found}


def by_character(cast: Cast, span: Span) -> dict[UUID, int]:
    """How often each character was the answer."""
    rows = _rows(cast, span).order_by().values_list("character_id")
    return dict(rows.annotate(n=Sum("predictions")))


def _rows(cast: Cast, span: Span) -> QuerySet[CastTally]:
    """Days, and hours of the day in which the span ends; or hours alone, where they are asked for."""
    rows = CastTally.objects.filter(cast=cast)
    rows = rows.filter(at__gte=span.since) if span.since else rows
    rows = rows.filter(at__lt=span.before) if span.before else rows
    if span.bin == CastTally.Bin.HOUR:
        return rows.filter(bin=CastTally.Bin.HOUR)
    if span.before is None:
        return rows.filter(bin=CastTally.Bin.DAY)
    last = tallies.start_of(CastTally.Bin.DAY, span.before)
    return rows.filter(Q(bin=CastTally.Bin.DAY, at__lt=last) | Q(bin=CastTally.Bin.HOUR, at__gte=last))


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

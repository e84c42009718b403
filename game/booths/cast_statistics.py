"""A cast's dashboard for guests: its page, and the same as JSON."""

from typing import Literal
from uuid import UUID

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from ninja import Router, Schema, Status

from animatch.platform import steady_clock
from animatch.platform.api import Refusal
from game.booths import cast_charts
from game.booths.cast_charts import Look
from game.scores import chart_page
from scoring.casts import selectors
from scoring.casts.errors import CastRefused
from scoring.casts.models import Cast

DEMO_WORDS = (
    "A demo: drawn characters, made-up faces and made-up visitors, to try things out. What you ask counts, too."
)

router = Router()


class CastChart(Schema):
    """One chart. series and notes have an entry for each of the labels; marks are series that are single points."""

    key: str
    title: str
    kind: Literal["line", "doughnut"]
    labels: list[str]
    series: dict[str, list[float | None]]
    marks: list[str] = []
    notes: dict[str, list[str]] = {}
    words: str


class CastStatistics(Schema):
    """demo: made up, to try things out."""

    cast: str
    name: str
    demo: bool
    charts: list[CastChart]


@never_cache
def page(request: HttpRequest, cast: str) -> HttpResponse:
    """The dashboard, if the cast's owner lets everybody see it."""
    try:
        found = selectors.with_statistics(cast, request.user)
    except CastRefused:
        raise Http404 from None
    return render(request, "booths/statistics.html", context(found, request.GET.dict(), owner=_owns(request, found)))


def context(cast: Cast, asked: dict[str, str], *, owner: bool) -> dict[str, object]:
    """For a template that includes `_charts.html`."""
    look = Look.of(asked, cast, steady_clock.now(), owner=owner)
    shown = chart_page.page(cast_charts.charts(cast, look), cast_charts.choices(cast, look))
    return {"cast": cast, "demo_words": DEMO_WORDS, **shown}


def _owns(request: HttpRequest, cast: Cast) -> bool:
    return isinstance(request.user, User) and (request.user.is_superuser or cast.owner_id == request.user.pk)


@router.get("/booths/character/{cast}/statistics", response={200: CastStatistics, 404: Refusal})
def cast_statistics(
    request: HttpRequest,
    cast: str,
    range: Literal["7", "30", "90", "365", "all"] = "30",
    bin: Literal["hour", "day", "week"] = "day",
    unit: Literal["ms", "s"] = "ms",
    character: UUID | None = None,
) -> CastStatistics | Status[Refusal]:
    """A cast's dashboard, if its owner lets everybody see it: the last days, hours of 7 days at most.

    Hours are counted in once they are over, for all but the owner. `character` is compared with all of them.
    """
    try:
        found = selectors.with_statistics(cast, request.user)
    except CastRefused as refused:
        return Status(404, Refusal(code=refused.code, message=refused.message))
    asked = {"range": range, "bin": bin, "unit": unit, "character": str(character or "")}
    look = Look.of(asked, found, steady_clock.now(), owner=_owns(request, found))
    shown = [
        CastChart(key=key, title=each["title"], words=each["words"], **each["data"])
        for key, each in cast_charts.charts(found, look).items()
    ]
    return CastStatistics(cast=found.slug, name=found.name, demo=found.demo, charts=shown)

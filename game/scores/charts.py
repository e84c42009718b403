"""What the panel's charts show, from the counts of `collect`: a few sums each, whatever the number of takes."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import F, FloatField, IntegerField, QuerySet, Sum
from django.db.models.functions import Cast, TruncMonth, TruncWeek

from game.scores import measures, models
from game.scores.counts import EVERYBODY

RANGES = {"7": 7, "30": 30, "90": 90, "365": 365, "all": None}
BINS = ("day", "week", "month")
STEPS = (5, 10, 20)
MOST_PROMPTS = 12
LEAST_TAKES = 3
TRUNCATED: dict[str, Callable[[str], Any]] = {"day": F, "week": TruncWeek, "month": TruncMonth}


@dataclass(frozen=True)
class Choice:
    """What to look at: since when (None: ever), in bins of time and of percent, of whose rooms (None: all)."""

    since: date | None
    bin: str = "day"
    step: int = 10
    host: int | None = None

    @classmethod
    def of(cls, asked: dict[str, str], today: date, host: int | None) -> "Choice":
        """From a page's address; what makes no sense there is the usual choice."""
        days = RANGES.get(asked.get("range", ""), 30)
        bin_ = asked["bin"] if asked.get("bin") in BINS else "day"
        step = int(asked["step"]) if asked.get("step", "") in map(str, STEPS) else 10
        return cls(None if days is None else today - timedelta(days=days - 1), bin_, step, host)

    def rows(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        if self.since is not None:
            rows = rows.filter(day__gte=self.since)
        return rows.filter(host=EVERYBODY if self.host is None else self.host)


def _tallies(choice: Choice, measure: str) -> QuerySet[models.Tally]:
    return choice.rows(models.Tally.objects.filter(measure=measure))


def totals(choice: Choice, measure: str) -> dict[str, int]:
    """{bin: how often} over the whole range."""
    return dict(_tallies(choice, measure).order_by().values_list("bin").annotate(n=Sum("count")))


def over_time(choice: Choice, measure: str) -> dict[date, dict[str, int]]:
    """{first day of a time bin: {bin: how often}}, in the order of time, without empty time bins."""
    when = TRUNCATED[choice.bin]("day")
    rows = _tallies(choice, measure).order_by().annotate(at=when).values_list("at", "bin").annotate(n=Sum("count"))
    found: dict[date, dict[str, int]] = defaultdict(dict)
    for at, bin_, count in sorted(rows):
        found[at][bin_] = count
    return dict(found)


def parties(choice: Choice) -> dict[str, Any]:
    """Parties, games and players by time."""
    found = over_time(choice, measures.PARTY)
    series = {name: [counts.get(name, 0) for counts in found.values()] for name in ("parties", "games", "players")}
    return {"labels": _labels(found), "series": series}


def completion(choice: Choice) -> dict[str, Any]:
    """The share of players, in percent, who sent a photo in their rounds."""
    found = over_time(choice, measures.ROUND)
    return {"labels": _labels(found), "series": {"sent a photo, %": list(map(_sent_percent, found.values()))}}


def _sent_percent(counts: dict[str, int]) -> float | None:
    expected = counts.get("expected", 0)
    return round(100 * counts.get("sent", 0) / expected, 1) if expected else None


def times(choice: Choice, measure: str) -> dict[str, Any]:
    """p50 and p95 of a time in ms, right to 5 %."""
    rows = _tallies(choice, measure).order_by().annotate(at=TRUNCATED[choice.bin]("day"))
    counted = rows.annotate(step=Cast("bin", IntegerField())).values_list("at", "step").annotate(n=Sum("count"))
    sql, values = counted.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(PERCENTILES.format(sql), values)
        found = cursor.fetchall()
    series = {f"p{share}": [_rounded(measures.time_of(row[n])) for row in found] for n, share in ((1, 50), (2, 95))}
    return {"labels": [str(row[0])[:10] for row in found], "series": series}


# Django's aggregates do not reach over window functions. Of a year, only two numbers a day leave the database.
PERCENTILES = """
    SELECT at, MIN(CASE WHEN seen >= 0.50 * whole THEN step END), MIN(CASE WHEN seen >= 0.95 * whole THEN step END)
    FROM (SELECT at, step, SUM(n) OVER (PARTITION BY at ORDER BY step) AS seen, SUM(n) OVER (PARTITION BY at) AS whole
          FROM ({}) AS counted) AS summed
    GROUP BY at ORDER BY at
"""


def outcomes(choice: Choice) -> dict[str, Any]:
    """How often photos ended with each code, the most frequent first."""
    found = sorted(totals(choice, measures.OUTCOME).items(), key=lambda item: -item[1])
    return {
        "labels": [code.replace("_", " ") for code, _ in found],
        "series": {"photos": [count for _, count in found]},
    }


def shares(choice: Choice, *names: str) -> dict[str, Any]:
    """How often a percentage fell into each of the chosen steps, for one or more measures."""
    steps = range(0, 100, choice.step)
    series = {}
    for name in names:
        found = totals(choice, name)
        series[name] = [sum(found.get(str(low), 0) for low in _fine(step, choice.step)) for step in steps]
    return {"labels": [f"{step}–{step + choice.step}" for step in steps], "series": series}


def _fine(start: int, width: int) -> range:
    return range(start, start + width, measures.PERCENT_STEP)


def prompts(choice: Choice) -> dict[str, Any]:
    """The prompts with the lowest and the highest mean score in percent, hardest first."""
    rows = choice.rows(models.PromptDay.objects.all()).order_by().values("prompt_id", "prompt__title")
    mean = Cast(Sum("percents"), FloatField()) / Sum("takes")
    rows = rows.annotate(taken=Sum("takes"), mean=mean).filter(taken__gte=LEAST_TAKES)
    ranked = sorted(rows, key=lambda row: row["mean"])
    picked = ranked if len(ranked) <= MOST_PROMPTS else ranked[: MOST_PROMPTS // 2] + ranked[-MOST_PROMPTS // 2 :]
    labels = [f"{row['prompt__title']} ({row['taken']})" for row in picked]
    return {"labels": labels, "series": {"mean score, %": [_rounded(row["mean"]) for row in picked]}}


def _labels(found: dict[date, Any]) -> list[str]:
    return [day.isoformat() for day in found]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)

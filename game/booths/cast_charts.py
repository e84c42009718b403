"""What a cast's dashboard shows: to its owner as it is, to others what is over, if the owner lets them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from game.scores.chart_page import Drawing, chart, range_choice, select
from game.scores.charts import RANGES
from scoring.casts import liking, statistics
from scoring.casts.liking import Liked
from scoring.casts.models import Cast, Character
from scoring.casts.statistics import BINS, Grade, Span, Sums

UNITS = {"ms": 1.0, "s": 1000.0}
MOST_DAYS_IN_HOURS = 7
"""Farther back, hours are too many to be seen."""
MOST_SLICES = 8
WHEN = {"hour": "%Y-%m-%d %H:00", "day": "%Y-%m-%d", "week": "%Y-%m-%d"}

NOTHING_ASKED = "Nobody was told a character in this time. Each answer of the booth shows up here."
NOTHING_LEARNED = "No version was made in this time. Each training makes one, as soon as there are enough new photos."
NOTHING_SAID = "Nobody has liked or disliked an answer in this time. Each like and dislike shows up here."
NOTHING_KEPT = "Nobody has let us keep a photo in this time. Each photo with its visitor's consent shows up here."


@dataclass(frozen=True)
class Look:
    """What to look at: a span of time, and one character beside all of them (None: nobody's)."""

    span: Span
    asked: str = "30"
    unit: str = "ms"
    character: Character | None = None

    @classmethod
    def of(cls, asked: dict[str, str], cast: Cast, now: datetime, *, owner: bool) -> "Look":
        """From an address; what makes no sense there is the usual choice."""
        range_ = asked["range"] if asked.get("range") in RANGES else "30"
        bin_ = asked["bin"] if asked.get("bin") in BINS else "day"
        days = RANGES[range_]
        if bin_ == "hour" and (days is None or days > MOST_DAYS_IN_HOURS):
            range_, days = str(MOST_DAYS_IN_HOURS), MOST_DAYS_IN_HOURS
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        since = midnight - timedelta(days=days - 1) if days else None
        # Whoever sees an hour grow could tell what the guest was told who just stepped out.
        before = None if owner else now.replace(minute=0, second=0, microsecond=0)
        unit = asked["unit"] if asked.get("unit") in UNITS else "ms"
        return cls(Span(since, before, bin_), range_, unit, _character(cast, asked.get("character", "")))

    def label(self, at: datetime) -> str:
        return at.strftime(WHEN[self.span.bin])


def _character(cast: Cast, asked: str) -> Character | None:
    return next((each for each in Character.objects.filter(cast=cast) if str(each.id) == asked), None)


def choices(cast: Cast, look: Look) -> list[dict[str, Any]]:
    """What one can choose on the page."""
    names = [(str(each.id), each.name) for each in Character.objects.filter(cast=cast)]
    chosen = str(look.character.id) if look.character else ""
    return [
        range_choice(look.asked),
        select("bin", "By", [(name, name) for name in BINS], look.span.bin),
        select("unit", "Times in", [(name, name) for name in UNITS], look.unit),
        select("character", "Compare", [("", "nobody"), *names], chosen),
    ]


def charts(cast: Cast, look: Look) -> dict[str, dict[str, Any]]:
    """All of them."""
    by_time = statistics.by_time(cast, look.span)
    everything = statistics.together(by_time.values())
    grades = [each for each in statistics.grades(cast) if look.span.since is None or each.at >= look.span.since]
    title = f"How long an answer took, mean, {look.unit}"
    return {
        "characters": chart(
            "Who was answered",
            "doughnut",
            characters(cast, statistics.by_character(cast, look.span)),
            empty=NOTHING_ASKED,
        ),
        "accuracy": chart("Right in the exam, %", "line", accuracy(grades), empty=NOTHING_LEARNED),
        "times": chart(title, "line", times(cast, look, by_time), empty=NOTHING_ASKED),
        "likes": chart("Liked, %", "line", likes(look, by_time), empty=NOTHING_SAID, words=_bias(everything)),
        "consent": chart("Kept with consent, %", "line", consent(look, by_time), empty=NOTHING_KEPT),
    }


def characters(cast: Cast, counts: dict[UUID, int]) -> Drawing:
    """How often each was the answer, the most frequent first, and all that are no slice of their own in one."""
    names = dict(Character.objects.filter(cast=cast).values_list("id", "name"))
    found = sorted(((count, names[who]) for who, count in counts.items() if count and who in names), reverse=True)
    rest = [count for count, _ in found[MOST_SLICES:]]
    shown = found[:MOST_SLICES] + ([(sum(rest), f"{len(rest)} others")] if rest else [])
    whole = sum(count for count, _ in found)
    shares = [f"{count / whole:.1%}" if whole else "–" for count, _ in shown]
    return {
        "labels": [name for _, name in shown],
        "series": {"answers": [count for count, _ in shown]},
        "notes": {"share": shares},
    }


def accuracy(grades: list[Grade]) -> Drawing:
    """What answered was right so often; and each version as it was promoted or rejected."""
    promoted = [_percent(each.accuracy) if each.promoted else None for each in grades]
    rejected = [None if each.promoted else _percent(each.accuracy) for each in grades]
    return {
        "labels": [f"v{each.number}, {each.at:%d %b}" for each in grades],
        "series": {
            "what answers": [_percent(each.answering) for each in grades],
            "promoted": promoted,
            "rejected": rejected,
        },
        "marks": ["promoted", "rejected"],
        "notes": {
            "made": [f"{each.at:%Y-%m-%d}" for each in grades],
            "exam": [each.exam for each in grades],
            "why": [each.why for each in grades],
        },
    }


def times(cast: Cast, look: Look, by_time: dict[datetime, Sums]) -> Drawing:
    """The mean time of all answers, and of one character's beside it."""
    series = {"all characters": [_mean(look, sums) for sums in by_time.values()]}
    if look.character is not None:
        theirs = statistics.by_time(cast, look.span, look.character.id)
        series[look.character.name] = [_mean(look, theirs.get(at, Sums())) for at in by_time]
    return {"labels": list(map(look.label, by_time)), "series": series}


def likes(look: Look, by_time: dict[datetime, Sums]) -> Drawing:
    """Of those who said something, how many liked the answer: the winner first, or the bars in random order."""
    rows = [_liked(sums) for sums in by_time.values()]
    series = {
        "winner first": [_percent(first.rate) for first, _ in rows],
        "random order": [_percent(shuffled.rate) for _, shuffled in rows],
    }
    said = {"said something": [str(first.said + shuffled.said) for first, shuffled in rows]}
    return {"labels": list(map(look.label, by_time)), "series": series, "notes": said}


def consent(look: Look, by_time: dict[datetime, Sums]) -> Drawing:
    """Of all answers, how many have a photo that may be learned from, and how many a word of their visitor's."""
    rows = by_time.values()
    series = {
        "photo kept": [_share(sums.kept, sums.predictions) for sums in rows],
        "liked or disliked": [_share(sums.likes + sums.dislikes, sums.predictions) for sums in rows],
    }
    return {"labels": list(map(look.label, by_time)), "series": series}


def _liked(sums: Sums) -> tuple[Liked, Liked]:
    """With the winner first, and in random order."""
    shuffled = Liked(sums.shuffled_likes, sums.shuffled_likes + sums.shuffled_dislikes)
    return Liked(sums.likes - shuffled.likes, sums.likes + sums.dislikes - shuffled.said), shuffled


def _bias(everything: Sums) -> str:
    """What the order alone is worth, in a sentence or two."""
    first, shuffled = _liked(everything)
    effect = liking.order_effect(first, shuffled)
    if effect is None:
        return "One visitor in ten gets the bars in random order; there are too few yet to compare their likes."
    gap, least, most = (100 * share for share in effect)
    counted = (
        f"Winner first: {first.likes} of {first.said} liked it; in random order: {shuffled.likes} of {shuffled.said}."
    )
    if least <= 0 <= most:
        return f"{counted} Too few to tell what the order does: {least:+.0f} to {most:+.0f} points."
    return f"{counted} Being shown first is worth {gap:+.0f} points ({least:+.0f} to {most:+.0f}, 95 %)."


def _mean(look: Look, sums: Sums) -> float | None:
    return (
        round(sums.ms / sums.predictions / UNITS[look.unit], 3 if look.unit == "s" else 1) if sums.predictions else None
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)


def _share(part: int, whole: int) -> float | None:
    return _percent(part / whole) if whole else None

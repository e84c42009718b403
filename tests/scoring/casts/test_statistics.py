"""The figures of a dashboard are what predictions and feedback have counted."""

from datetime import UTC, datetime, timedelta

import pytest

from scoring.casts import statistics, tallies
from scoring.casts.models import Cast, CastTally, ModelVersion
from scoring.casts.statistics import Span
from tests.support.casts import NOW, cast, character

pytestmark = pytest.mark.django_db


@pytest.fixture
def heroes() -> Cast:
    """Hana at 20 and 21 o'clock, Kenji at 20 o'clock and a week later."""
    made = cast()
    hana, kenji = character(made, "Hana").pk, character(made, "Kenji").pk
    tallies.add(made.pk, hana, NOW, predictions=4, ms=200, likes=2, dislikes=1, kept=1)
    tallies.add(made.pk, hana, NOW + timedelta(hours=1), predictions=1, ms=90, shuffled=1, shuffled_likes=1, likes=1)
    tallies.add(made.pk, kenji, NOW, predictions=2, ms=60)
    tallies.add(made.pk, kenji, NOW + timedelta(days=7), predictions=3, ms=30)
    return made


@pytest.mark.parametrize(
    ("bin_", "found"),
    [
        ("hour", {"2026-05-09 20": 6, "2026-05-09 21": 1, "2026-05-16 20": 3}),
        ("day", {"2026-05-09 00": 7, "2026-05-16 00": 3}),
        # Weeks begin on Mondays.
        ("week", {"2026-05-04 00": 7, "2026-05-11 00": 3}),
    ],
)
def test_bins_of_time_hold_all_that_was_answered_in_them(heroes, bin_, found):
    sums = statistics.by_time(heroes, Span(bin=bin_))
    assert {f"{at:%Y-%m-%d %H}": each.predictions for at, each in sums.items()} == found


def test_one_character_can_be_looked_at_alone(heroes):
    hana = statistics.by_time(heroes, Span(bin="hour"), character(heroes, "Hana").pk)
    assert [(each.predictions, each.ms) for each in hana.values()] == [(4, 200), (1, 90)]
    whole = statistics.together(hana.values())
    assert (whole.likes, whole.dislikes, whole.kept, whole.shuffled, whole.shuffled_likes) == (3, 1, 1, 1, 1)


def test_each_characters_answers_are_counted_over_the_whole_time(heroes):
    found = statistics.by_character(heroes, Span())
    assert found == {character(heroes, "Hana").pk: 5, character(heroes, "Kenji").pk: 5}


def test_only_the_span_counts_and_only_this_cast(heroes):
    other = cast("Villains")
    tallies.add(other.pk, character(other, "Hana").pk, NOW, predictions=50)
    span = Span(since=NOW + timedelta(hours=1), before=NOW + timedelta(days=7), bin="hour")
    assert statistics.together(statistics.by_time(heroes, span).values()).predictions == 1
    assert statistics.by_character(heroes, span) == {character(heroes, "Hana").pk: 1}
    assert statistics.by_time(cast("Nobody"), Span()) == {}


@pytest.mark.parametrize("bin_", ["day", "week"])
def test_a_day_that_is_cut_counts_up_to_there(heroes, bin_):
    span = Span(before=NOW + timedelta(hours=1), bin=bin_)
    assert [each.predictions for each in statistics.by_time(heroes, span).values()] == [6]
    assert statistics.by_character(heroes, span) == {
        character(heroes, name).pk: n for name, n in (("Hana", 4), ("Kenji", 2))
    }
    later = Span(since=NOW.replace(hour=0) + timedelta(days=1), before=NOW + timedelta(days=7, hours=1), bin=bin_)
    assert [each.predictions for each in statistics.by_time(heroes, later).values()] == [3]


def test_a_year_is_added_up_from_its_days(heroes):
    CastTally.objects.filter(bin="hour").delete()
    assert statistics.by_character(heroes, Span()) == {character(heroes, name).pk: 5 for name in ("Hana", "Kenji")}


def version(of: Cast, number: int, status: str, accuracy: float | None) -> None:
    at = datetime(2026, 5, number, tzinfo=UTC)
    ModelVersion.objects.create(
        cast=of, number=number, status=status, accuracy=accuracy, seed=1, by="command", data_to=at, created_at=at,
        verdict={"words": f"Verdict {number}."}, why="Another one did better.",
    )  # fmt: skip


def test_what_answers_keeps_its_grade_until_a_better_one_is_promoted():
    heroes = cast()
    for number, status, accuracy in ((1, "retired", 0.5), (2, "rejected", 0.6), (3, "champion", 0.8)):
        version(heroes, number, status, accuracy)
    found = statistics.grades(heroes)
    assert [(each.promoted, each.accuracy, each.answering) for each in found] == [
        (True, 0.5, 0.5),
        (False, 0.6, 0.5),
        (True, 0.8, 0.8),
    ]
    # What was decided then, and not what became of it.
    assert [each.why for each in found] == ["Verdict 1.", "Verdict 2.", "Verdict 3."]

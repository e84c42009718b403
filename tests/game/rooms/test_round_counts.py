from datetime import timedelta

import pytest

from game import models
from game.engine import transitions
from game.engine.state import Phase
from game.engine.takes import Outcome
from game.privacy import room_erasure
from game.rooms import round_counts, services
from game.scores import charts, counts, measures
from game.scores.charts import Choice
from tests.support import evenings
from tests.support.parties import Party

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder", "screens")]
EVER = Choice(None)


@pytest.fixture
def evening(small_deck, now):
    """Round one: Ann scores 85 and 40, Ben shows no face. Round two runs."""
    found = evenings.evening(evenings.host("hana"), small_deck, now, "Ann", "Ben", "Cleo", rounds=2)
    party = found.party
    evenings.shoot(party, "Ann", 0.4, faces=2, ms=80.0)
    services.record(party.code, party.send("Ben"), Outcome("no_face", message="?"), party.now + timedelta(seconds=3))
    party.go_to(Phase.REVEAL)
    party.let_time_pass()
    party.go_to(Phase.CAPTURE)
    return found


def finished(evening):
    evening.party.go_to(Phase.PODIUM)
    round_counts.collect()


def test_a_round_is_counted_once_it_is_over(evening):
    assert round_counts.collect() == 1
    assert charts.totals(EVER, measures.OUTCOME) == {"scored": 1, "several_faces": 1, "no_face": 1}
    assert charts.totals(EVER, measures.ROUND) == {"rounds": 1, "expected": 3, "sent": 2}
    assert charts.totals(EVER, measures.PARTY) == {"parties": 1, "games": 1, "players": 3}


def test_counting_again_changes_nothing(evening):
    round_counts.collect()
    before = list(models.Tally.objects.values())
    assert round_counts.collect() == 0
    assert list(models.Tally.objects.values()) == before


def test_a_round_waits_for_its_last_photo(evening):
    party = evening.party
    take = party.send("Ann")
    party.do(transitions.end, party.host)
    assert round_counts.collect() == 1
    party.judge(take, 0.5)
    assert round_counts.collect() == 1


def test_counts_outlive_the_room_and_hold_no_person(evening, now):
    room_erasure.erase_room(evening.party.code, now, reason="expired")
    assert charts.totals(EVER, measures.ROUND)["rounds"] == 2
    assert charts.totals(EVER, measures.OUTCOME)["scored"] == 1
    text = str([*models.Tally.objects.values(), *models.PromptDay.objects.values()])
    assert "Ann" not in text and evening.party.seats["Ann"] not in text


def test_who_comes_later_is_counted_with_the_next_round(evening):
    evening.party.sit_down("Dora")
    evening.party.do(transitions.end, evening.party.host)
    evening.party.do(transitions.again, evening.party.host)
    evening.party.start()
    finished(evening)
    found = charts.totals(EVER, measures.PARTY)
    assert (found["parties"], found["games"], found["players"]) == (1, 2, 4)


def test_a_host_sees_their_own_counts(evening):
    finished(evening)
    mine, theirs = Choice(None, host=evening.owner.pk), Choice(None, host=evening.owner.pk + 1)
    assert charts.totals(mine, measures.ROUND) == charts.totals(EVER, measures.ROUND)
    assert charts.totals(theirs, measures.ROUND) == {}


def test_a_photo_that_came_too_late_is_counted(evening, client, now):
    evening.party.go_to(Phase.PODIUM)
    round_counts.count_late(evening.party.code, now)
    round_counts.count_late(evening.party.code.lower(), now)
    assert charts.totals(EVER, measures.OUTCOME)["too_late"] == 2


def test_prompts_show_their_mean_score_hardest_first(small_deck, evening):
    easy, hard = small_deck.prompts.all()[:2]
    day = evening.party.now.date()
    for prompt, percents in ((easy, 90.0), (hard, 20.0)):
        models.PromptDay.objects.create(day=day, host=0, prompt=prompt, takes=4, percents=4 * percents)
    found = charts.prompts(EVER)
    assert found["labels"] == [f"{hard.title} (4)", f"{easy.title} (4)"]
    assert found["series"] == {"mean score, %": [20.0, 90.0]}


@pytest.mark.parametrize("kind", ["pair", "rhythm"])
def test_what_copies_several_prompts_says_nothing_of_one(kind, small_deck, now):
    party = Party(small_deck, now, "Ann", "Ben")
    party.play(kind)
    party.go_to(Phase.CAPTURE)
    party.shoot("Ann")
    party.go_to(Phase.PODIUM)
    assert round_counts.collect() == 1
    assert charts.totals(EVER, measures.OUTCOME) == {"scored": 1}
    assert not models.PromptDay.objects.exists()


def test_scores_fall_into_the_steps_that_were_chosen(evening):
    round_counts.collect()
    found = charts.shares(Choice(None, step=20), measures.SCORE)
    assert found["labels"] == ["0–20", "20–40", "40–60", "60–80", "80–100"]
    assert found["series"]["score"] == [0, 0, 1, 0, 1]


def test_times_show_their_percentiles_to_five_percent(evening):
    round_counts.collect()
    found = charts.times(EVER, measures.SCORING_MS)
    (p50,), (p95,) = found["series"]["p50"], found["series"]["p95"]
    assert p50 == pytest.approx(40, rel=0.05)
    assert p95 == pytest.approx(80, rel=0.05)


@pytest.mark.parametrize(("bin_", "labels"), [("day", 3), ("week", 2), ("month", 2)])
def test_time_bins_are_days_weeks_or_months(db, now, bin_, labels):
    for day in (0, 1, 25):
        models.Tally.objects.create(
            day=now.date() + timedelta(days=day), host=0, measure=measures.PARTY, bin="parties", count=2
        )
    found = charts.parties(Choice(None, bin=bin_))
    assert len(found["labels"]) == labels
    assert sum(found["series"]["parties"]) == 6


def test_a_range_leaves_out_what_was_before(db, now):
    for days in (0, 6, 7, 400):
        models.Tally.objects.create(
            day=now.date() - timedelta(days=days), host=0, measure=measures.PARTY, bin="parties", count=1
        )
    week = Choice.of({"range": "7"}, now.date(), None)
    assert charts.totals(week, measures.PARTY) == {"parties": 2}
    assert charts.totals(Choice.of({"range": "all"}, now.date(), None), measures.PARTY) == {"parties": 4}
    assert Choice.of({"range": "no", "bin": "no", "step": "7"}, now.date(), None) == Choice.of({}, now.date(), None)


@pytest.mark.parametrize(("bin_", "days"), [("day", 2), ("month", 1)])
def test_a_percentile_is_the_time_that_so_many_did_not_exceed(db, now, bin_, days):
    for later in (0, 1):
        for milliseconds, times in ((9, 50), (100, 45), (1000, 5)):
            models.Tally.objects.create(
                day=now.date() + timedelta(days=later),
                host=counts.EVERYBODY,
                measure=measures.WAIT_MS,
                bin=measures.time_bin(milliseconds),
                count=times,
            )
    found = charts.times(Choice(None, bin=bin_), measures.WAIT_MS)
    assert found["series"]["p50"] == [pytest.approx(9, rel=0.05)] * days
    assert found["series"]["p95"] == [pytest.approx(100, rel=0.05)] * days
    assert charts.times(EVER, measures.SCORING_MS) == {"labels": [], "series": {"p50": [], "p95": []}}

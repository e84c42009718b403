"""A cast's dashboard: who may see it, what is on it, and what it says where there is nothing."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from animatch.platform import steady_clock
from game.art.characters import CHARACTERS
from game.booths import cast_charts
from game.booths.cast_charts import MOST_DAYS_IN_HOURS, MOST_SLICES, Look
from scoring.casts import demo, tallies
from scoring.casts.models import Cast, Character
from scoring.casts.statistics import Grade
from tests.support import evenings
from tests.support.casts import NOW, cast, character

pytestmark = pytest.mark.django_db
API = "/api/v1/booths/character/{}/statistics"


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr(steady_clock, "now", lambda: NOW + timedelta(minutes=30))


@pytest.fixture
def heroes(clock) -> Cast:
    made = cast()
    Cast.objects.filter(pk=made.pk).update(statistics_public=True)
    hana = character(made, "Hana").pk
    tallies.add(made.pk, hana, NOW - timedelta(hours=3), predictions=10, ms=500, likes=6, dislikes=2, kept=4)
    tallies.add(made.pk, hana, NOW, predictions=1, ms=50)
    tallies.add(made.pk, character(made, "Kenji").pk, NOW - timedelta(days=40), predictions=5, ms=100)
    return Cast.objects.get(pk=made.pk)


def charts(of: Cast, *, owner: bool = True, **asked: str) -> dict:
    return cast_charts.charts(of, Look.of(asked, of, steady_clock.now(), owner=owner))


def page(client: Client, of: Cast) -> str:
    answer = client.get(reverse("cast_statistics", args=[of.slug]))
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


# Who may see it


def test_it_is_everybodys_only_if_the_owner_lets_them(client, heroes):
    assert "Heroes in numbers" in page(client, heroes)
    assert client.get(API.format(heroes.slug)).json()["name"] == "Heroes"
    Cast.objects.update(statistics_public=False)
    assert page(client, heroes) == "404"
    refused = client.get(API.format(heroes.slug))
    assert (refused.status_code, refused.json()["code"]) == (404, "no_such_cast")


def test_owners_see_their_own_and_nobody_elses(client, heroes):
    hana, zelda = evenings.host("hana"), evenings.host("zelda")
    Cast.objects.update(statistics_public=False, owner=hana)
    client.force_login(zelda)
    own = reverse("admin:scoring_cast_statistics", args=[heroes.pk])
    assert (page(client, heroes), client.get(API.format(heroes.slug)).status_code) == ("404", 404)
    assert client.get(own).status_code in (302, 404)
    client.force_login(hana)
    assert "Heroes in numbers" in page(client, heroes)
    assert "Who was answered" in client.get(own).content.decode()


def test_strangers_see_an_hour_once_it_is_over_and_owners_at_once(heroes):
    assert sum(charts(heroes, owner=False)["characters"]["data"]["series"]["answers"]) == 10
    assert sum(charts(heroes, owner=True)["characters"]["data"]["series"]["answers"]) == 11


# What is on it


def test_a_page_says_the_same_in_pictures_in_tables_and_in_json(client, heroes):
    text = page(client, heroes)
    for key, title in (("characters", "Who was answered"), ("times", "How long an answer took, mean, ms")):
        assert f'data-chart="{key}"' in text and f'aria-label="{title}, as a table"' in text
    found = {each["key"]: each for each in client.get(API.format(heroes.slug)).json()["charts"]}
    assert list(found) == ["characters", "accuracy", "times", "likes", "consent"]
    assert (found["times"]["labels"], found["times"]["series"]) == (["2026-05-09"], {"all characters": [50.0]})
    assert found["consent"]["series"] == {"photo kept": [40.0], "liked or disliked": [80.0]}


def test_what_hosts_call_their_characters_is_text_in_every_table(client, heroes):
    Character.objects.filter(name="Hana").update(name="<b>Hana</b>")
    told = page(client, heroes)
    assert '<th scope="row">&lt;b&gt;Hana&lt;/b&gt;</th><td>10</td><td>100.0%</td>' in told and "<b>Hana" not in told


def test_times_are_shown_in_the_chosen_unit_and_bin_and_beside_one_character(heroes):
    kenji = character(heroes, "Kenji")
    found = charts(heroes, range="90", bin="week", unit="s", character=str(kenji.pk))["times"]
    assert found["title"].endswith("mean, s")
    assert found["data"]["labels"] == ["2026-03-30", "2026-05-04"]
    assert found["data"]["series"] == {"all characters": [0.02, 0.05], "Kenji": [0.02, None]}


def test_hours_reach_back_no_farther_than_can_be_seen(heroes):
    look = Look.of({"range": "all", "bin": "hour"}, heroes, steady_clock.now(), owner=True)
    assert look.asked == str(MOST_DAYS_IN_HOURS)
    assert look.span.since is not None and (NOW - look.span.since).days == MOST_DAYS_IN_HOURS - 1


@pytest.mark.parametrize("wrong", [{"range": "x"}, {"bin": "year"}, {"unit": "h"}, {"character": "x"}])
def test_what_makes_no_sense_is_the_usual_on_the_page_and_refused_by_the_api(client, heroes, wrong):
    usual = Look.of({}, heroes, steady_clock.now(), owner=True)
    assert Look.of(wrong, heroes, steady_clock.now(), owner=True) == usual
    assert client.get(API.format(heroes.slug), wrong).status_code == 422


def test_many_characters_are_few_slices_and_lose_nobody(clock):
    names = [f"Somebody {number}" for number in range(MOST_SLICES + 3)]
    crowd = cast("Crowd", *names)
    for number, name in enumerate(names):
        tallies.add(crowd.pk, character(crowd, name).pk, NOW, predictions=number + 1)
    data = charts(crowd)["characters"]["data"]
    assert (data["labels"][0], data["labels"][-1]) == (names[-1], "3 others")
    assert (len(data["labels"]), sum(data["series"]["answers"])) == (MOST_SLICES + 1, sum(range(1, len(names) + 1)))


def test_promotions_and_rejections_are_points_on_the_line_of_what_answers():
    rows = [
        Grade(1, NOW, True, 0.5, 0.5, "exam 1", "First."),
        Grade(2, NOW, False, 0.4567, 0.5, "exam 1", "Worse."),
        Grade(3, NOW, True, None, None, "", "Nobody was asked."),
    ]
    found = cast_charts.accuracy(rows)
    assert found["series"] == {
        "what answers": [50.0, 50.0, None],
        "promoted": [50.0, None, None],
        "rejected": [None, 45.7, None],
    }
    assert (found["marks"], found["notes"]["why"][1]) == (["promoted", "rejected"], "Worse.")


def test_the_loops_own_bias_is_told_in_words_and_doubted_where_it_is_small(heroes):
    hana = character(heroes, "Hana").pk
    assert "too few yet" in charts(heroes)["likes"]["words"]
    tallies.add(heroes.pk, hana, NOW, likes=3, dislikes=2, shuffled_likes=3, shuffled_dislikes=2)
    assert "Too few to tell what the order does" in charts(heroes)["likes"]["words"]
    tallies.add(heroes.pk, hana, NOW, likes=900, dislikes=190, shuffled_likes=10, shuffled_dislikes=90)
    assert "Being shown first is worth +77 points" in charts(heroes)["likes"]["words"]


def test_where_there_is_nothing_it_says_what_comes_when(clock, client):
    empty = cast("Empty")
    Cast.objects.update(statistics_public=True)
    assert {each["nothing"] for each in charts(empty).values()} == {True}
    text = page(client, empty)
    for words in (cast_charts.NOTHING_ASKED, cast_charts.NOTHING_LEARNED, cast_charts.NOTHING_SAID):
        assert words in text
    assert "<canvas" not in text


# The demo


def test_the_demo_is_seeded_by_a_command_says_so_everywhere_and_goes_again(client, monkeypatch):
    monkeypatch.setattr(demo, "_train", lambda *_, **__: None)
    monkeypatch.setattr(demo, "_visit", lambda *_: None)
    out = StringIO()
    call_command("seed_demo_cast", "--days", "2", stdout=out)
    made = Cast.objects.get()
    assert "It is all made up." in out.getvalue() and "Demo" in made.name
    assert made.characters.count() == len(CHARACTERS)
    assert client.get(made.characters.all()[0].picture).headers["Content-Type"] == "image/svg+xml"
    assert "A demo: drawn characters" in page(client, made)
    assert client.get(API.format(made.slug)).json()["demo"] is True
    call_command("seed_demo_cast", "--remove", stdout=out)
    assert not Cast.objects.exists()


@pytest.mark.parametrize("days", ["0", "-1", "366", "x"])
def test_the_demo_has_a_day_to_a_year_behind_it(days):
    with pytest.raises(CommandError, match="1 to 365"):
        call_command("seed_demo_cast", "--days", days)

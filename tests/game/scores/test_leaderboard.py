from datetime import timedelta

import pytest

from game import models
from game.scores import selectors

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_deck(db):
    return models.Deck.objects.create(slug="other", name="Other deck")


def won(name, points, when, deck, best=0.9, avatar="miko"):
    player, _ = models.Player.objects.get_or_create(nickname=name, defaults={"avatar": avatar})
    game = models.GameResult.objects.count() + 1
    values = {"nickname": name, "avatar": avatar, "rounds": 3, "best": best, "place": 1}
    models.GameResult.objects.create(
        room_id=player.id, game=game, deck=deck, player=player, points=points, finished_at=when, **values
    )
    return player


def table(period, deck, now, you=None):
    return [(row["place"], row["nickname"], row["points"]) for row in selectors.leaderboard(period, deck, you, now)]


def test_the_three_best_games_of_the_period_count_and_no_more_for_playing_more(small_deck, now):
    for points in (100, 700, 100, 600, 100, 500, 100):
        won("Mia", points, now, small_deck)
    won("Mia", 5000, now - timedelta(days=2), small_deck)
    for points in (1000, 900):
        won("Ben", points, now, small_deck)
    assert table("today", None, now) == [(1, "Ben", 1900), (2, "Mia", 1800)]
    assert table("week", None, now) == [(1, "Mia", 6300), (2, "Ben", 1900)]
    assert selectors.leaderboard("week", None, None, now)[0]["games"] == 8


def test_the_page_says_what_counts(client, small_deck, now):
    won("Mia", 500, now, small_deck)
    assert "Everybody's 3 best games of all time count." in client.get("/leaderboard/?period=all").content.decode()


def test_points_of_few_games_add_up(small_deck, now):
    won("Mia", 1000, now, small_deck, best=0.8)
    won("Mia", 500, now, small_deck, best=0.95)
    won("Ben", 1200, now, small_deck)
    row = selectors.leaderboard("all", None, None, now)[0]
    assert (row["nickname"], row["points"], row["games"], row["best_percent"]) == ("Mia", 1500, 2, 95.0)
    assert table("all", None, now) == [(1, "Mia", 1500), (2, "Ben", 1200)]


def test_today_begins_at_midnight_and_the_week_seven_days_ago(small_deck, now):
    midnight = now.replace(hour=0)
    won("Today", 100, midnight, small_deck)
    won("Yesterday", 200, midnight - timedelta(seconds=1), small_deck)
    won("Last week", 300, now - timedelta(days=7), small_deck)
    won("Long ago", 400, now - timedelta(days=7, seconds=1), small_deck)
    names = {period: [row[1] for row in table(period, None, now)] for period in ("today", "week", "all")}
    assert names["today"] == ["Today"]
    assert names["week"] == ["Last week", "Yesterday", "Today"]
    assert names["all"] == ["Long ago", "Last week", "Yesterday", "Today"]


def test_each_deck_has_a_table_of_its_own(small_deck, other_deck, now):
    won("Mia", 100, now, small_deck)
    won("Mia", 900, now, other_deck)
    won("Ben", 200, now, small_deck)
    assert table("all", small_deck.id, now) == [(1, "Ben", 200), (2, "Mia", 100)]
    assert table("all", other_deck.id, now) == [(1, "Mia", 900)]


def test_equal_points_share_a_place_and_the_next_one_is_left_out(small_deck, now):
    for name, points, best in (("Mia", 500, 0.7), ("Ben", 500, 0.9), ("Cleo", 400, 0.9), ("Dan", 900, 0.9)):
        won(name, points, now, small_deck, best=best)
    assert table("all", None, now) == [(1, "Dan", 900), (2, "Ben", 500), (2, "Mia", 500), (4, "Cleo", 400)]


def test_your_own_row_is_marked(small_deck, now):
    mia = won("Mia", 500, now, small_deck)
    won("Ben", 400, now, small_deck)
    assert [row["you"] for row in selectors.leaderboard("all", None, mia.id, now)] == [True, False]


def test_the_table_ends_after_fifty(small_deck, now):
    for number in range(52):
        won(f"Player {number}", number, now, small_deck)
    rows = table("all", None, now)
    assert (len(rows), rows[-1]) == (50, (50, "Player 2", 2))


def test_the_api_answers_with_the_same_table(client, small_deck, now):
    won("Mia", 500, now, small_deck)
    answer = client.get("/api/v1/leaderboard", {"period": "all", "deck": small_deck.id}).json()
    assert answer["period"] == "all"
    assert answer["rows"][0] == {
        "place": 1,
        "nickname": "Mia",
        "avatar": "miko",
        "points": 500,
        "games": 1,
        "best_percent": 90.0,
        "you": False,
    }


@pytest.mark.parametrize("question", [{"period": "year"}, {"deck": "x"}, {"deck": "9" * 30}])
def test_a_period_or_deck_that_is_none_is_refused(client, db, question):
    answer = client.get("/api/v1/leaderboard", question)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_a_deck_that_is_nowhere_has_an_empty_table(client, db):
    assert client.get("/api/v1/leaderboard", {"deck": 987654}).json()["rows"] == []

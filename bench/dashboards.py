"""The panel's charts with 1,000,000 takes: how long each query takes in Postgres.

    python -m tests.servers python -m bench.dashboards [TAKES]

fills rooms, rounds and takes of a year by SQL, lets `game.rooms.round_counts` count them, and
measures every chart, for a superuser and for one host, at each range. Beside them stands the
same question asked of the takes themselves, which is what the counts save. Casts' dashboards
follow, with as many predictions (`bench.cast_dashboards`).
"""

import logging
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "animatch.settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402  needs Django set up
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Avg, Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from bench import cast_dashboards  # noqa: E402
from bench.timing import BOUND_MS, milliseconds  # noqa: E402
from game import models  # noqa: E402
from game.rooms import round_counts  # noqa: E402
from game.scores import charts, measures  # noqa: E402
from game.scores.charts import Choice  # noqa: E402

TAKES_A_ROUND = 12
SEATS_A_ROOM = 6
ROUNDS_A_ROOM = 5
PROMPTS = 200
HOSTS = 20
DAYS = 365

FILL = f"""
INSERT INTO game_deck (slug, name, public, family_friendly, is_default, created_at)
    VALUES ('bench', 'Bench', true, true, false, now());
INSERT INTO game_prompt (id, deck_id, title, picture, original, thumbnail, content_hash, position,
                         left_eye, right_eye, mouth, labelled)
    SELECT gen_random_uuid(), (SELECT id FROM game_deck WHERE slug = 'bench'), 'Prompt ' || n, '', '', '', n::text, n,
           n % 2, n % 2, n / 2 % 2, true FROM generate_series(1, {PROMPTS}) n;
INSERT INTO auth_user (username, password, is_superuser, is_staff, is_active, first_name, last_name, email, date_joined)
    SELECT 'host' || n, '', false, true, true, '', '', '', now() FROM generate_series(1, {HOSTS}) n;
INSERT INTO game_player (id, nickname, avatar, created_at)
    SELECT gen_random_uuid(), 'Player ' || n, 'miko', now() FROM generate_series(1, {SEATS_A_ROOM}) n;
CREATE TEMP TABLE prompts AS SELECT row_number() OVER () - 1 AS n, id FROM game_prompt;
CREATE TEMP TABLE hosts AS SELECT row_number() OVER () - 1 AS n, id FROM auth_user;
CREATE TEMP TABLE players AS SELECT row_number() OVER () AS n, id FROM game_player;
CREATE TEMP TABLE rooms AS SELECT n, gen_random_uuid() AS id, now() - (random() * {DAYS}) * interval '1 day' AS at
    FROM generate_series(1, ROOMS) n;
INSERT INTO game_room (id, code, deck_id, created_by_id, settings, phase, version, clock, game, prompts, password,
                       created_at, expires_at)
    SELECT rooms.id, to_hex(rooms.n), (SELECT id FROM game_deck WHERE slug = 'bench'), hosts.id, '{{}}', 'podium', 1, 1,
           1, '[]', '', at, now() + interval '1 day'
    FROM rooms JOIN hosts ON hosts.n = rooms.n % {HOSTS};
INSERT INTO game_seat (id, room_id, player_id, nickname, avatar, joined_at, presence, connection, plays_from, plays)
    SELECT gen_random_uuid(), rooms.id, players.id, 'Player ' || players.n, 'miko', at, 'in', '', 1, true
    FROM rooms CROSS JOIN players;
INSERT INTO game_round (id, room_id, game, number, prompt_id, started_at, done, counted)
    SELECT gen_random_uuid(), rooms.id, 1, r, prompts.id, at + r * interval '1 minute', '[]', false
    FROM rooms CROSS JOIN generate_series(1, {ROUNDS_A_ROOM}) r
    JOIN prompts ON prompts.n = (rooms.n * 7 + r * 13) % {PROMPTS};
INSERT INTO game_take (id, round_id, seat_id, number, submitted_at, upload, tries, judged_at, code, message, similarity,
                       photo, detail, approved, hidden)
    SELECT gen_random_uuid(), round.id, seat.id, nth, round.started_at + interval '9 s', '', 1,
           round.started_at + interval '9 s' + (100 + random() * 900) * interval '1 ms',
           CASE WHEN chance < 0.06 THEN 'no_face' ELSE 'scored' END, '',
           CASE WHEN chance < 0.06 THEN NULL ELSE chance END, '',
           jsonb_build_object('ms', 20 + random() * 80, 'faces', 1, 'reading', jsonb_build_object(
               'left_eye', random(), 'right_eye', random(), 'mouth', random())), true, false
    FROM game_round round JOIN game_seat seat ON seat.room_id = round.room_id
    CROSS JOIN generate_series(1, {TAKES_A_ROUND // SEATS_A_ROOM}) nth
    CROSS JOIN LATERAL (SELECT random() + 0 * nth AS chance) luck;
"""

CHARTS: dict[str, Callable[[Choice], object]] = {
    "parties and players": charts.parties,
    "scores by prompt": charts.prompts,
    "scores": lambda choice: charts.shares(choice, measures.SCORE),
    "readings": lambda choice: charts.shares(choice, measures.EYES, measures.MOUTH),
    "outcomes": charts.outcomes,
    "round completion": charts.completion,
    "scoring time": lambda choice: charts.times(choice, measures.SCORING_MS),
    "queue wait": lambda choice: charts.times(choice, measures.WAIT_MS),
}


def by_the_takes_themselves() -> dict[str, Callable[[], object]]:
    """What the charts would cost without counts."""
    takes = models.Take.objects.order_by()
    return {
        "outcomes": lambda: list(takes.values_list("code").annotate(n=Count("id"))),
        "scores by prompt": lambda: list(takes.values("round__prompt").annotate(n=Count("id"), m=Avg("similarity"))),
    }


def pages() -> dict[str, Callable[[], object]]:
    """Other pages of the panel that look at takes, as a superuser opens them."""
    logging.disable()
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.create(username="boss", is_staff=True, is_superuser=True))
    recap = reverse("admin:game_room_recap", args=[models.Room.objects.values_list("id", flat=True)[0], "json"])
    paths = {"first page": "/admin/", "photos": "/admin/game/take/", "recap of a room": recap}
    return {name: partial(client.get, path) for name, path in paths.items()}


def fill(takes: int) -> None:
    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute(FILL.replace("ROOMS", str(takes // (TAKES_A_ROUND * ROUNDS_A_ROOM))))
        cursor.execute("VACUUM ANALYZE")


def main(takes: int) -> int:
    began = time.perf_counter()
    fill(takes)
    print(f"{models.Take.objects.count():,} takes filled in {time.perf_counter() - began:.0f} s")
    began = time.perf_counter()
    rounds = round_counts.collect()
    seconds = time.perf_counter() - began
    print(f"{rounds:,} rounds counted in {seconds:.0f} s, {takes / seconds:,.0f} takes a second")
    print(f"{models.Tally.objects.count():,} tallies, {models.PromptDay.objects.count():,} days of prompts")
    slowest = measure()
    for name, work in pages().items():
        print(f"{name}: {milliseconds(work):.0f} ms")
    for name, work in by_the_takes_themselves().items():
        print(f"{name}, asked of the takes themselves: {milliseconds(work):.0f} ms")
    print(f"Slowest chart: {slowest:.0f} ms (bound: {BOUND_MS} ms)")
    return max(slowest, cast_dashboards.run(takes)) > BOUND_MS


def measure() -> float:
    today = date.today()
    host = models.Room.objects.values_list("created_by", flat=True)[0]
    spans = {name: None if days is None else today - timedelta(days=days - 1) for name, days in charts.RANGES.items()}
    found = []
    print(f"{'chart':<22}{'range':>8}{'everybody':>14}{'one host':>12}")
    for name, chart in CHARTS.items():
        for span, since in spans.items():
            pair = [milliseconds(partial(chart, Choice(since, host=who))) for who in (None, host)]
            found += pair
            print(f"{name:<22}{span:>8}{pair[0]:>11.1f} ms{pair[1]:>9.1f} ms")
    print(f"median {statistics.median(found):.1f} ms")
    return max(found)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))

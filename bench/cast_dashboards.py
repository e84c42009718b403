"""A cast's dashboard with 1,000,000 predictions: how long all its charts take in Postgres, the page around them too.

    python -m tests.servers python -m bench.cast_dashboards [PREDICTIONS]

fills a year of predictions and feedback for a cast of 40 by SQL and counts them by the hour and the day, as they
would have been counted when they were made. `bench.dashboards` does the same after the panel's charts.
"""

import gc
import logging
import os
import sys
from collections.abc import Callable
from functools import partial

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "animatch.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  needs Django set up
from django.db import connection  # noqa: E402
from django.db.models import Avg, Count  # noqa: E402
from django.db.models.functions import TruncDay  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from animatch.platform import steady_clock  # noqa: E402
from bench.timing import BOUND_MS, milliseconds  # noqa: E402
from game.booths import cast_charts  # noqa: E402
from game.booths.cast_charts import Look  # noqa: E402
from game.scores.charts import RANGES  # noqa: E402
from scoring.casts import services  # noqa: E402
from scoring.casts.models import Cast, CastTally, Prediction  # noqa: E402
from scoring.casts.statistics import BINS  # noqa: E402

CHARACTERS = 40
DAYS = 365
VERSIONS = DAYS // 3

FILL = f"""
CREATE TEMP TABLE known AS SELECT row_number() OVER () - 1 AS n, id FROM scoring_character WHERE cast_id = 'CAST';
INSERT INTO scoring_prediction (id, cast_id, winner_id, probability, ms, shuffled, created_at)
    SELECT gen_random_uuid(), 'CAST', known.id, 0.5, 30 + random() * 60, made.n % 10 = 0,
           now() - (random() * {DAYS}) * interval '1 day'
    FROM generate_series(1, PREDICTIONS) made(n) JOIN known ON known.n = made.n % {CHARACTERS};
INSERT INTO scoring_feedback (prediction_id, liked, created_at)
    SELECT id, random() < 0.7, created_at FROM scoring_prediction WHERE ms < 70;
INSERT INTO scoring_casttally (cast_id, character_id, bin, at, predictions, ms, likes, dislikes, kept, shuffled,
                              shuffled_likes, shuffled_dislikes)
    SELECT 'CAST', winner_id, bin, date_trunc(bin, told.created_at), count(*), sum(ms), count(*) FILTER (WHERE liked),
           count(*) FILTER (WHERE NOT liked), count(*) FILTER (WHERE ms < 50), count(*) FILTER (WHERE shuffled),
           count(*) FILTER (WHERE shuffled AND liked), count(*) FILTER (WHERE shuffled AND NOT liked)
    FROM scoring_prediction told LEFT JOIN scoring_feedback ON prediction_id = told.id
    CROSS JOIN (VALUES ('hour'), ('day')) bins(bin) GROUP BY 2, 3, 4;
INSERT INTO scoring_modelversion (id, cast_id, number, status, why, weights, sha256, training_hash, counts, parameters,
                                  seed, accuracy, macro_recall, classes, confusion, verdict, members, withdrawn, by,
                                  data_to, created_at)
    SELECT gen_random_uuid(), 'CAST', n, 'rejected', '', '', '', '', '{{}}', '{{}}', 0, random(), random(), '[]', '[]',
           '{{"words": "Too few to tell."}}', '', 0, 'schedule', now(), now() - ({VERSIONS} - n) * interval '3 days'
    FROM generate_series(1, {VERSIONS}) n;
"""


def fill(predictions: int) -> Cast:
    cast = services.make_cast("Bench")
    for number in range(CHARACTERS):
        services.add_character(cast, f"Character {number}")
    Cast.objects.filter(pk=cast.pk).update(statistics_public=True)
    with connection.cursor() as cursor:
        cursor.execute(FILL.replace("CAST", str(cast.pk)).replace("PREDICTIONS", str(predictions)))
        cursor.execute("VACUUM ANALYZE")
        # Or the first chart would wait for all of it to be written.
        cursor.execute("CHECKPOINT")
    return Cast.objects.get(pk=cast.pk)


def by_the_predictions_themselves(cast: Cast) -> dict[str, Callable[[], object]]:
    """What two of the charts would cost without tallies."""
    told = Prediction.objects.filter(cast=cast).order_by()
    days = told.annotate(at=TruncDay("created_at")).values("at")
    return {
        "who was answered": lambda: list(told.values_list("winner").annotate(n=Count("id"))),
        "mean time by day": lambda: list(days.annotate(n=Avg("ms"))),
    }


def measure(cast: Cast) -> float:
    """The slowest of all dashboards and pages, in milliseconds."""
    logging.disable()
    # As servers do at their start: nobody's page waits while all that was loaded is looked through.
    gc.collect()
    gc.freeze()
    found: list[float] = []
    client = Client(headers={"host": "localhost"})
    one, page = str(cast.characters.all()[0].pk), reverse("cast_statistics", args=[cast.slug])
    print(f"{'range':>8}{'bin':>8}{'charts':>12}{'page':>12}")
    for span in RANGES:
        for name in BINS:
            asked = {"range": span, "bin": name, "character": one}
            look = Look.of(asked, cast, steady_clock.now(), owner=True)
            pair = milliseconds(partial(cast_charts.charts, cast, look)), milliseconds(partial(client.get, page, asked))
            found += pair
            print(f"{span:>8}{name:>8}{pair[0]:>9.1f} ms{pair[1]:>9.1f} ms")
    return max(found)


def run(predictions: int) -> float:
    """Fill, measure, and say so; the slowest in milliseconds."""
    cast = fill(predictions)
    print(
        f"{Prediction.objects.count():,} predictions of {CHARACTERS} characters, {CastTally.objects.count():,} tallies"
    )
    slowest = measure(cast)
    for name, work in by_the_predictions_themselves(cast).items():
        print(f"{name}, asked of the predictions themselves: {milliseconds(work):.0f} ms")
    print(f"Slowest dashboard of a cast: {slowest:.0f} ms (bound: {BOUND_MS} ms)")
    return slowest


if __name__ == "__main__":
    call_command("migrate", verbosity=0, interactive=False)
    sys.exit(run(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000) > BOUND_MS)

"""The demo cast: made up, labelled as such, learned from as any other, and gone without a trace."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from django.apps import apps
from django.conf import settings

from scoring.casts import demo, examples, feedback, predicting, statistics
from scoring.casts.models import Cast, CastTally, Example, Feedback, ModelVersion, Prediction, Training
from scoring.casts.statistics import Span, Sums
from scoring.galleries.drawn import DrawnFace
from scoring.vision.proportions import Proportions
from tests.support.casts import NOW, face
from tests.support.photos import astronaut

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]

DAYS = 7


def faces() -> list[DrawnFace]:
    rows = np.random.default_rng(5).normal(1.0, 0.2, size=(4, 5))
    return [DrawnFace(f"Drawn {n}", f"/art/{n}.svg", Proportions(*row)) for n, row in enumerate(rows)]


def seed(days: int = DAYS) -> Cast:
    return demo.seed("demo", "Demo: drawn", faces(), days, NOW)


def test_it_answers_and_has_versions_of_its_last_days_that_were_really_trained():
    cast = seed()
    versions = ModelVersion.objects.filter(cast=cast).order_by("number")
    assert [each.created_at for each in versions] == [NOW - timedelta(days=days) for days in (7, 4, 1)]
    assert {each.by for each in versions} == {"demo"}
    assert all(each.weights or each.status == "rejected" for each in versions)
    assert all(0 < each.accuracy <= 1 for each in versions)
    assert predicting.champion(cast)
    assert not Training.objects.exclude(state="done").exists()


def test_everything_in_it_is_marked_by_the_cast_and_says_that_it_is_made_up():
    cast = seed()
    assert (cast.demo, cast.slug, cast.public, cast.statistics_public, cast.owner) == (True, "demo", True, True, None)
    assert {each.words for each in cast.characters.all()} == {demo.WORDS}
    assert "made up" in demo.WORDS
    assert set(Example.objects.values_list("cast", "picture", "embedder")) == {(cast.pk, "", "proportions-1")}


def test_its_tallies_are_what_its_answers_and_feedback_come_to():
    cast = seed()
    told, said = Prediction.objects.filter(cast=cast), Feedback.objects.filter(prediction__cast=cast)
    found = statistics.together(statistics.by_time(cast, Span()).values())
    assert found == Sums(
        predictions=told.count(),
        ms=pytest.approx(sum(told.values_list("ms", flat=True))),
        likes=said.filter(liked=True).count(),
        dislikes=said.filter(liked=False).count(),
        kept=Example.objects.exclude(prediction=None).count(),
        shuffled=told.filter(shuffled=True).count(),
        shuffled_likes=said.filter(liked=True, prediction__shuffled=True).count(),
        shuffled_dislikes=said.filter(liked=False, prediction__shuffled=True).count(),
    )
    assert min(found) > 0 and not CastTally.objects.filter(at__gt=NOW).exists()
    assert statistics.together(statistics.by_time(cast, Span(bin="hour")).values()) == pytest.approx(found)


def test_labels_go_by_what_was_said_and_some_wait_for_a_host():
    cast = seed()
    for kept in Example.objects.exclude(prediction=None).select_related("prediction__feedback"):
        before = (kept.character_id, kept.source)
        examples.follow(kept.prediction)
        kept.refresh_from_db()
        assert (kept.character_id, kept.source) == before
    assert examples.to_review(cast).exists()


def test_a_real_visitor_can_ask_it_and_let_it_keep_a_photo():
    cast = seed()
    seen = face(np.zeros(128, np.float32))
    told = predicting.predict(cast, seen, NOW, player=uuid4())
    feedback.say(told.prediction, False, NOW)
    kept = examples.keep(told.prediction, astronaut(), seen, player=uuid4(), consent=True, child=False, now=NOW)
    assert (kept.source, bool(kept.picture), kept in examples.to_review(cast)) == ("disliked", True, True)
    demo.remove("demo")
    assert stored() == []


def test_seeding_it_twice_changes_nothing():
    cast = seed()
    before = counts(), set(Prediction.objects.values_list("pk", flat=True))
    assert seed(3) == cast
    assert before == (counts(), set(Prediction.objects.values_list("pk", flat=True)))


def test_nobody_sees_one_that_is_not_whole_and_the_next_one_takes_its_place(monkeypatch):
    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(demo.training, "train_now", die)
        with pytest.raises(KeyboardInterrupt):
            seed()
    assert not Cast.objects.filter(public=True).exists()
    assert seed() == Cast.objects.get()


def stored() -> list[Path]:
    folder = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    return [path for path in folder.rglob("*") if path.is_file()]


def counts() -> dict[str, int]:
    return {kind.__name__: kind.objects.count() for kind in apps.get_app_config("scoring").get_models()}


def test_removed_it_leaves_no_row_and_no_object_and_nothing_of_others():
    before = counts()
    seed()
    assert stored() and counts() != before
    demo.remove("demo")
    assert (counts(), stored()) == (before, [])


def test_a_cast_of_that_name_that_is_no_demo_is_left_alone():
    mine = demo.services.make_cast("Mine", slug="demo")
    assert demo.remove("demo") == (0, 0)
    assert Cast.objects.get() == mine

"""A cast of drawn characters that has learned already, from faces that are made up: to try everything out with.

Its examples are synthetic, sampled around each character's proportions; so are its visitors, who see the true
character most often liked. What it has learned, and how it did in its exams, is not made up: it is trained as every
other cast is, once every few of its days. The row says that it is a demo, and all that is in it goes with the row.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from hashlib import sha256

import numpy as np

from scoring.casts import crowd, examples, learned, services, training
from scoring.casts.crowd import Crowd
from scoring.casts.errors import CastRefused
from scoring.casts.models import Cast, Feedback, ModelVersion, Prediction, Training
from scoring.casts.services import Erased
from scoring.galleries.drawn import DrawnFace
from scoring.vision.proportions import population, standing

GIVEN = 6
"""People for each character whom the host brings before each training."""
VISITORS = 60
"""A day."""
LEAST_NEW = 4
"""New examples that each character needs before it is trained again: a demo is small."""
WORDS = "Drawn by us. Demo: the faces that it learns from are made up."
UNFINISHED = "-unfinished"


def seed(slug: str, name: str, faces: Sequence[DrawnFace], days: int, now: datetime) -> Cast:
    """The demo cast with so many days behind it, as it is if it is there. days: 1 or more.

    It takes some seconds, and nobody sees it before it is whole; what was left of one that was not is replaced.
    """
    if (found := Cast.objects.filter(slug=slug, demo=True).first()) is not None:
        return found
    _erase(slug + UNFINISHED)
    cast, crowd_ = _begin(slug + UNFINISHED, name, faces)
    first = now - timedelta(days=days)
    examples.add_synthetic(cast, crowd_.given(GIVEN), first)
    _train(cast, first, force=True)
    for at in _days(first, now):
        _visit(cast, crowd_, at)
        if (at - first) % training.interval() < timedelta(days=1):
            examples.add_synthetic(cast, crowd_.given(GIVEN), at)
            _train(cast, at)
    Cast.objects.filter(pk=cast.pk).update(slug=slug, public=True, statistics_public=True)
    cast.refresh_from_db()
    return cast


def remove(slug: str) -> Erased:
    """The demo with everything in it, real visits to it too."""
    gone = [_erase(each) for each in (slug, slug + UNFINISHED)]
    return Erased(sum(each.rows for each in gone), sum(each.objects for each in gone))


def _erase(slug: str) -> Erased:
    cast = Cast.objects.filter(slug=slug, demo=True).first()
    return services.delete_cast(cast) if cast else Erased(0, 0)


def _begin(slug: str, name: str, faces: Sequence[DrawnFace]) -> tuple[Cast, Crowd]:
    cast = services.make_cast(name, demo=True, slug=slug)
    # The same one everywhere, so that every demo has about the same to show.
    Cast.objects.filter(pk=cast.pk).update(public=False, least_new=LEAST_NEW, key=sha256(b"demo").digest())
    cast.refresh_from_db()
    usual = population([face.proportions for face in faces])
    characters = [services.add_character(cast, face.name, words=WORDS, picture=face.picture) for face in faces]
    centres = np.stack([standing(face.proportions, *usual) for face in faces])
    return cast, Crowd(characters, centres)


def _days(first: datetime, now: datetime) -> Iterator[datetime]:
    """The end of each day of the demo's."""
    at = first
    while (at := at + timedelta(days=1)) <= now:
        yield at


def _train(cast: Cast, at: datetime, *, force: bool = False) -> None:
    """As it would have been done then; not at all where there was too little new."""
    try:
        version = training.train_now(cast, "demo", None, at, force=force)
    except CastRefused as refused:
        if refused.code != "too_few_new":
            raise
        return
    ModelVersion.objects.filter(pk=version.pk).update(created_at=at)
    Training.objects.filter(version=version).update(told_at=at)


def _visit(cast: Cast, crowd_: Crowd, at: datetime) -> None:
    """The visitors of the day that ends at `at`."""
    version = ModelVersion.objects.get(cast=cast, status=ModelVersion.Status.CHAMPION)
    visits = crowd_.visits(version, learned.of(version), VISITORS, at)
    Prediction.objects.bulk_create([visit.prediction for visit in visits])
    Feedback.objects.bulk_create([visit.feedback for visit in visits if visit.feedback])
    examples.add_synthetic(cast, [visit.kept for visit in visits if visit.kept], at)
    crowd.count(visits)

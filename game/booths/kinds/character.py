"""Which character am I: a probability for each of a cast, by what it has learned from those who resemble them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from celery import Signature
from django.contrib.auth.models import User
from django.urls import reverse

from game.booths.kinds import galleries
from game.booths.kinds.kind import PHOTO, Found, Kind, Wishes
from game.booths.models import Visit
from game.protocol.visits import BarView, CastView, CharacterAnswer
from scoring.casts import predicting, selectors
from scoring.casts.errors import CastRefused
from scoring.casts.models import Cast
from scoring.casts.predicting import Bar
from scoring.casts.storage_keys import CASTS
from scoring.tasks import find_faces


def open_to(user: User | None) -> list[CastView]:
    """The casts that somebody with this account, or a guest, may ask; those first that can answer."""
    seen = selectors.visible(user)
    trained = set(selectors.ready(seen).values_list("pk", flat=True))
    return sorted((_view(cast, cast.pk in trained) for cast in seen), key=lambda cast: not cast.trained)


def _view(cast: Cast, trained: bool) -> CastView:
    return CastView(slug=cast.slug, name=cast.name, demo=cast.demo, trained=trained)


def _options(wishes: Wishes, user: User | None) -> dict[str, Any]:
    cast = _chosen(wishes.cast, user)
    predicting.champion(cast)
    return {"cast": cast.slug}


def _chosen(slug: str | None, user: User | None) -> Cast:
    """The one wished for, or the first that has learned something, or any. Raises CastRefused."""
    if slug is not None:
        return selectors.named(slug, user)
    seen = selectors.visible(user)
    return _existing(selectors.ready(seen).first() or seen.first())


def _existing(cast: Cast | None) -> Cast:
    if cast is None:
        raise CastRefused("no_such_cast")
    return cast


def _question(visit: Visit, uploads: Mapping[str, str], began: Signature) -> Signature:
    return find_faces.s(upload=uploads["photo"], single=True, landmarks=True, began=dict(began))


def _answer(visit: Visit, result: dict[str, Any], now: datetime) -> Found:
    cast = _existing(Cast.objects.filter(slug=visit.options["cast"]).first())
    face, *_ = result["faces"]
    quality = galleries.checked_quality(face)
    told = predicting.predict(cast, face, now, player=visit.player_id, ms=result["ms"])
    answer = CharacterAnswer(
        cast=_view(cast, trained=True),
        quality=quality,
        winner=_bar(told.winner),
        bars=[_bar(bar) for bar in told.bars],
        shuffled=told.shuffled,
        version=told.version,
        faces=result["count"],
        landmarks=face["landmarks"],
        ms=told.ms,
    )
    return Found(answer, {"prediction": told.prediction})


def _bar(bar: Bar) -> BarView:
    stored = bar.picture.startswith(CASTS)
    return BarView(
        character=bar.character,
        name=bar.name,
        words=bar.words,
        picture=reverse("character_picture", args=[bar.character]) if stored else bar.picture,
        probability=bar.probability,
    )


CHARACTER = Kind(
    name="character",
    title="Which character am I?",
    words="Find out which character of a cast you resemble, and teach it to do better.",
    slots=(PHOTO,),
    steps=("waiting for your turn", "looking for your face", "asking what was learned"),
    options=_options,
    question=_question,
    answer=_answer,
    casts=open_to,
)

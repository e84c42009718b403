"""Lookalike: whom of a gallery a face resembles most."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from celery import Signature
from django.contrib.auth.models import User

from game.booths.kinds import galleries
from game.booths.kinds.kind import PHOTO, Found, Kind, Wishes
from game.booths.models import Visit
from game.protocol.visits import LookalikeAnswer, ParentsView
from scoring.galleries import search, services, vectors
from scoring.tasks import find_faces


def _options(wishes: Wishes, user: User | None) -> dict[str, Any]:
    return {"gallery": galleries.chosen(wishes.gallery, user).slug, "top": wishes.top}


def _question(visit: Visit, uploads: Mapping[str, str], began: Signature) -> Signature:
    return find_faces.s(upload=uploads["photo"], single=True, began=dict(began))


def _answer(visit: Visit, result: dict[str, Any], now: datetime) -> Found:
    gallery = galleries.still_there(visit.options["gallery"])
    face, *_ = result["faces"]
    quality = galleries.checked_quality(face)
    vector = vectors.of(face, gallery)
    assert vector is not None
    matches, parents = search.with_parents(gallery, vector, visit.options["top"])
    services.note_answer(gallery, matches[0].person)
    answer = LookalikeAnswer(
        gallery=galleries.view(gallery, visit.player.user_id),
        quality=quality,
        matches=[galleries.match_view(match) for match in matches],
        parents=_view(parents) if parents else None,
        faces=result["count"],
        ms=result["ms"],
    )
    return Found(answer)


def _view(parents: search.Parents) -> ParentsView:
    first, second = map(galleries.match_view, (parents.first, parents.second))
    return ParentsView(first=first, second=second, share=parents.share)


LOOKALIKE = Kind(
    name="lookalike",
    title="Lookalike",
    words="Find out who in the gallery looks most like you.",
    slots=(PHOTO,),
    steps=("waiting for your turn", "looking for your face", "comparing it with everybody"),
    options=_options,
    question=_question,
    answer=_answer,
    galleries=galleries.open_to,
)

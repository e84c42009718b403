"""Who is in this photo: every face, named from a gallery or unknown."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from celery import Signature
from django.contrib.auth.models import User

from game.booths.kinds import galleries
from game.booths.kinds.kind import PHOTO, Found, Kind, Wishes
from game.booths.models import Visit
from game.protocol.visits import AbsentView, NamedFace, WhoAnswer
from scoring.galleries import naming, vectors
from scoring.tasks import find_faces


def _options(wishes: Wishes, user: User | None) -> dict[str, Any]:
    return {"gallery": galleries.chosen(wishes.gallery, user).slug}


def _question(visit: Visit, uploads: Mapping[str, str], began: Signature) -> Signature:
    return find_faces.s(upload=uploads["photo"], began=dict(began))


def _answer(visit: Visit, result: dict[str, Any], now: datetime) -> Found:
    gallery, seen = galleries.still_there(visit.options["gallery"]), result["faces"]
    named = naming.name_faces(gallery, [vectors.of(face, gallery) for face in seen])
    answer = WhoAnswer(
        gallery=galleries.view(gallery, visit.player.user_id),
        faces=faces(seen, named.faces),
        absent=[AbsentView(**person) for person in named.absent],
        ms=result["ms"],
    )
    return Found(answer, {"candidates": named.candidates, "vetoes": []})


def faces(seen: Sequence[Mapping[str, Any]], named: Sequence[naming.Named]) -> list[NamedFace]:
    """Each face that was seen, with its name; of `seen` only box and quality are told."""
    return [
        NamedFace(box=face["box"], quality=face["quality"], **one.as_dict())
        for face, one in zip(seen, named, strict=True)
    ]


WHO = Kind(
    name="who",
    title="Who is this?",
    words="Send a photo with several people, and see whom the gallery knows.",
    slots=(PHOTO,),
    steps=("waiting for your turn", "looking for faces", "looking for their names"),
    options=_options,
    question=_question,
    answer=_answer,
    galleries=galleries.open_to,
)

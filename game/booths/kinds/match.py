"""Face match: whether the person in a photo is the one in a clip."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from celery import Signature
from django.contrib.auth.models import User

from game.booths.kinds.kind import CLIP, PHOTO, Found, Kind, Wishes
from game.booths.models import Visit
from game.protocol.visits import FaceMatchAnswer
from scoring.tasks import match_faces


def _options(wishes: Wishes, user: User | None) -> dict[str, Any]:
    return {"method": wishes.method, "cue": wishes.cue, **asdict(wishes.demands)}


def _question(visit: Visit, uploads: Mapping[str, str], began: Signature) -> Signature:
    demands = dict(visit.options)
    method, cue = demands.pop("method"), demands.pop("cue", None)
    return match_faces.s(uploads["photo"], uploads["clip"], demands, method, cue, began=dict(began))


def _answer(visit: Visit, result: dict[str, Any], now: datetime) -> Found:
    return Found(FaceMatchAnswer.model_validate({key: told for key, told in result.items() if key != "code"}))


MATCH = Kind(
    name="match",
    title="Face match",
    words="Find out whether the person in a photo is the one in a short clip.",
    slots=(PHOTO, CLIP),
    steps=("waiting for your turn", "watching your clip", "adding it up"),
    options=_options,
    question=_question,
    answer=_answer,
)

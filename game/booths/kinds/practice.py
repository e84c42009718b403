"""Practice: a face to copy, a photo, an explained score."""

import random
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from celery import Signature
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from game.booths import errors
from game.booths.kinds.kind import PHOTO, Found, Kind, Wishes
from game.booths.models import Visit
from game.decks import selectors as decks
from game.decks.models import Prompt
from game.engine.rules import target as target_of
from game.protocol.round_views import PromptView
from game.protocol.visits import PracticeAnswer
from scoring.tasks import score_photo

NAME = "practice"


def random_prompt() -> Prompt:
    """Of the default deck. Raises RuleViolation where there is none."""
    prompts = decks.deck_for_new_room(None).prompts.filter(labelled=True)
    return random.choice(list(prompts))


def view(prompt: Prompt) -> PromptView:
    return PromptView(id=str(prompt.id), title=prompt.title, picture=prompt.picture_url, **target_of(prompt))


def _prompt(prompt_id: str) -> Prompt:
    """One that anybody can play. Raises NoSuchPrompt."""
    try:
        found = Prompt.objects.filter(id=prompt_id, labelled=True, deck__public=True).first()
    except ValidationError:
        found = None
    if found is None:
        raise errors.NoSuchPrompt
    return found


def _options(wishes: Wishes, user: User | None) -> dict[str, Any]:
    prompt = _prompt(wishes.prompt) if wishes.prompt else random_prompt()
    return {"prompt": str(prompt.id)}


def _question(visit: Visit, uploads: Mapping[str, str], began: Signature) -> Signature:
    prompt = _prompt(visit.options["prompt"])
    target = target_of(prompt)
    return score_photo.s(upload=uploads["photo"], photo="", target=target, calibration=None, began=dict(began))


def _answer(visit: Visit, result: dict[str, Any], now: datetime) -> Found:
    percent, detail = round(result["similarity"] * 100, 2), result["detail"]
    answer = PracticeAnswer(
        prompt=view(_prompt(visit.options["prompt"])),
        percent=percent,
        parts=detail["parts"],
        reading=detail["reading"],
        overlay=detail["overlay"],
        note=detail.get("note"),
        best_today=max([percent, *_percents_today(visit.player_id, now)]),
    )
    return Found(answer)


def _percents_today(player_id: UUID, now: datetime) -> list[float]:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    mine = Visit.objects.filter(player_id=player_id, kind=NAME, state=Visit.State.ANSWERED, created_at__gte=midnight)
    return list(mine.values_list("answer__percent", flat=True))


PRACTICE = Kind(
    name=NAME,
    title="Practice",
    words="Copy a face all by yourself, and see what your eyes and mouth have scored.",
    slots=(PHOTO,),
    steps=("waiting for your turn", "reading your face", "adding it up"),
    options=_options,
    question=_question,
    answer=_answer,
)

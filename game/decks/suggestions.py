"""Targets read off the drawings, for a host to confirm; done in the background, a few pictures at a time."""

import logging
from typing import Any

from django.db.models import QuerySet

from animatch.platform.storages import AWAY, default_storage
from game.decks import models
from scoring.children import NotJudged
from scoring.imports import pictures

log = logging.getLogger(__name__)

AT_ONCE = 10
NOTHING_SEEN: dict[str, Any] = {"suggestion": {}, "confidence": 0.0}


def waiting() -> QuerySet[models.Prompt]:
    """Pictures not looked at yet, unlabelled ones first; drawings of our own have exact targets already."""
    return models.Prompt.objects.filter(suggestion__isnull=True).exclude(original="").order_by("labelled", "position")


def suggest_some() -> None:
    """Look at a few of the pictures that wait."""
    for prompt in waiting()[:AT_ONCE]:
        _suggest(prompt)


def _suggest(prompt: models.Prompt) -> None:
    try:
        told, _ = pictures.ask({"ask": "suggest"}, default_storage.read(prompt.picture))
    except FileNotFoundError:
        told = NOTHING_SEEN
    except AWAY:
        log.warning("Picture %s cannot be read now", prompt.id)
        return
    except NotJudged:
        # Or it would be the first one of every run from now on.
        log.exception("No suggestion for %s", prompt.id)
        told = NOTHING_SEEN
    values = {name: told.get(name, nothing) for name, nothing in NOTHING_SEEN.items()}
    models.Prompt.objects.filter(id=prompt.id).update(**values)

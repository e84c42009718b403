"""Targets read off the drawings, for a host to confirm; done in the background, a few pictures at a time."""

import logging

from django.db.models import QuerySet

from animatch.platform.storages import AWAY, default_storage
from game.decks import models
from scoring.vision import images
from scoring.vision.anime import Suggestion, suggest
from scoring.vision.errors import PhotoRefused

log = logging.getLogger(__name__)

AT_ONCE = 10
LONGEST = 1280
NOTHING_SEEN: dict[str, float] = {}


def waiting() -> QuerySet[models.Prompt]:
    """Pictures not looked at yet, unlabelled ones first; drawings of our own have exact targets already."""
    return models.Prompt.objects.filter(suggestion__isnull=True).exclude(original="").order_by("labelled", "position")


def suggest_some() -> None:
    """Look at a few of the pictures that wait."""
    for prompt in waiting()[:AT_ONCE]:
        _suggest(prompt)


def _look_at(key: str) -> Suggestion | None:
    """Raises one of AWAY while the storage cannot be reached."""
    try:
        with default_storage.open(key) as file:
            data = file.read()
    except FileNotFoundError:
        return None
    try:
        return suggest(images.decode(data, longest=LONGEST))
    except PhotoRefused:
        return None
    except Exception:
        # Or it would be the first one of every run from now on.
        log.exception("No suggestion for %s", key)
        return None


def _suggest(prompt: models.Prompt) -> None:
    try:
        found = _look_at(prompt.picture)
    except AWAY:
        log.warning("Picture %s cannot be read now", prompt.id)
        return
    values = (found.as_dict(), found.confidence) if found else (NOTHING_SEEN, 0.0)
    models.Prompt.objects.filter(id=prompt.id).update(suggestion=values[0], confidence=values[1])

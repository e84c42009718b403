"""Targets read off the drawings, for a host to confirm; done in the background, a few pictures at a time."""

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from game import models
from scoring.vision import images
from scoring.vision.anime import suggest
from scoring.vision.errors import PhotoRefused

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


def _suggest(prompt: models.Prompt) -> None:
    try:
        with default_storage.open(prompt.picture) as file:
            found = suggest(images.decode(file.read(), longest=LONGEST))
    except (PhotoRefused, FileNotFoundError):
        found = None
    values = (found.as_dict(), found.confidence) if found else (NOTHING_SEEN, 0.0)
    models.Prompt.objects.filter(id=prompt.id).update(suggestion=values[0], confidence=values[1])

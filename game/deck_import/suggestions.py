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


def waiting(deck_id: int) -> QuerySet[models.Prompt]:
    """Pictures that nobody has looked at yet; drawings of our own have exact targets already."""
    return models.Prompt.objects.filter(deck_id=deck_id, suggestion__isnull=True).exclude(original="")


def suggest_some(deck_id: int) -> bool:
    """Look at a few pictures of the deck; gives whether more are waiting."""
    for prompt in waiting(deck_id)[:AT_ONCE]:
        _suggest(prompt)
    return waiting(deck_id).exists()


def _suggest(prompt: models.Prompt) -> None:
    try:
        with default_storage.open(prompt.picture) as file:
            found = suggest(images.decode(file.read(), longest=LONGEST))
    except (PhotoRefused, FileNotFoundError):
        found = None
    values = (found.as_dict(), found.confidence) if found else (NOTHING_SEEN, 0.0)
    models.Prompt.objects.filter(id=prompt.id).update(suggestion=values[0], confidence=values[1])

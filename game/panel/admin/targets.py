"""The editor of targets: what it shows, and how it saves."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from game import models
from game.decks.targets import LABELS, label_of
from game.engine import rules
from scoring.vision.parts import KINDS, checked

LOW_CONFIDENCE = 0.5
SHOW = {
    "": "All",
    "unlabelled": "Unlabelled",
    "unsure": "Low confidence",
    **{label: label for label in LABELS},
}


class TargetIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    left_eye: float = Field(ge=0, le=1)
    right_eye: float = Field(ge=0, le=1)
    mouth: float = Field(ge=0, le=1)
    parts: dict[str, float] | None = None

    @field_validator("parts")
    @classmethod
    def _known(cls, parts: dict[str, float] | None) -> dict[str, float] | None:
        return checked(parts or {}) or None


def save_target(prompt: models.Prompt, body: bytes) -> str:
    """Store the target, and that somebody has looked at it; gives words where it makes no sense."""
    try:
        target = TargetIn.model_validate_json(body)
    except ValidationError:
        return f"A target is three numbers from 0 to 1, left eye, right eye and mouth, and maybe {', '.join(KINDS)}."
    models.Prompt.objects.filter(pk=prompt.pk).update(**target.model_dump(), labelled=True)
    return ""


def shown(deck: models.Deck, show: str) -> QuerySet[models.Prompt]:
    prompts = deck.prompts.all()
    if show == "unlabelled":
        return prompts.filter(labelled=False)
    if show == "unsure":
        return prompts.filter(Q(confidence__lt=LOW_CONFIDENCE))
    return prompts


def editor_context(deck: models.Deck, show: str) -> dict[str, Any]:
    show = show if show in SHOW else ""
    rows = [row for row in shown(deck, show) if show not in LABELS or _label(row) == show]
    filters = [{"key": key, "words": words, "on": key == show} for key, words in SHOW.items()]
    unlabelled = deck.prompts.filter(labelled=False).count()
    return {
        "deck": deck,
        "filters": filters,
        "cards": list(map(_card, rows)),
        "total": deck.prompts.count(),
        "unlabelled": unlabelled,
    }


def _label(prompt: models.Prompt) -> str:
    return label_of((prompt.left_eye + prompt.right_eye) / 2, prompt.mouth)


def _card(prompt: models.Prompt) -> dict[str, Any]:
    return {
        "id": str(prompt.id),
        "title": prompt.title,
        "picture": prompt.picture_url,
        "thumbnail": prompt.thumbnail_url,
        "target": rules.target(prompt),
        "labelled": prompt.labelled,
        "suggestion": prompt.suggestion or None,
        "confidence": prompt.confidence,
        "save": reverse("admin:game_prompt_target", args=[prompt.id]),
    }

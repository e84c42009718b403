"""Prompts over HTTP, for everybody."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from animatch.platform.media import FOREVER, stored
from game.decks.models import Prompt


def prompt_picture(request: HttpRequest, prompt_id: UUID) -> HttpResponseBase:
    return stored(get_object_or_404(Prompt, id=prompt_id).picture, FOREVER)


def prompt_thumbnail(request: HttpRequest, prompt_id: UUID) -> HttpResponseBase:
    return stored(get_object_or_404(Prompt, id=prompt_id).thumbnail, FOREVER)

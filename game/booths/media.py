"""Portraits of galleries and pictures of characters over HTTP, for those who may ask the gallery or the cast."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from animatch.platform.media import BRIEFLY, sent
from scoring.casts import selectors as casts
from scoring.casts.models import Character
from scoring.casts.storage_keys import CASTS
from scoring.galleries import selectors
from scoring.galleries.models import Portrait


def portrait(request: HttpRequest, portrait_id: UUID) -> HttpResponseBase:
    found = get_object_or_404(Portrait, id=portrait_id, person__gallery__in=selectors.visible(request.user))
    return sent(found.picture, BRIEFLY)


def character_picture(request: HttpRequest, character_id: UUID) -> HttpResponseBase:
    """That of a drawn character has an address of its own."""
    stored_ones = Character.objects.filter(cast__in=casts.visible(request.user), picture__startswith=CASTS)
    return sent(get_object_or_404(stored_ones, id=character_id).picture, BRIEFLY)

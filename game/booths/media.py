"""Portraits of galleries over HTTP, for those who may ask the gallery."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from animatch.platform.media import BRIEFLY, stored
from scoring.galleries import selectors
from scoring.galleries.models import Portrait


def portrait(request: HttpRequest, portrait_id: UUID) -> HttpResponseBase:
    found = get_object_or_404(Portrait, id=portrait_id, person__gallery__in=selectors.visible(request.user))
    return stored(found.picture, BRIEFLY)

"""Reads: which casts somebody may ask, and what of theirs lies in the storage."""

from collections.abc import Iterator
from itertools import chain
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from scoring.casts.errors import CastRefused
from scoring.casts.models import Cast, CastImport, Character, Example, ModelVersion, Prediction
from scoring.casts.storage_keys import CASTS


def visible(user: Any | None) -> QuerySet[Cast]:
    """Public casts, and the account's own."""
    mine = Q(owner=user.pk) if user is not None and user.is_authenticated else Q()
    return Cast.objects.filter(Q(public=True) | mine)


def ready(casts: QuerySet[Cast]) -> QuerySet[Cast]:
    """Those that have learned something."""
    return casts.filter(versions__status=ModelVersion.Status.CHAMPION)


def named(slug: str, user: Any | None) -> Cast:
    """The cast with this slug that the account may ask. Raises CastRefused("no_such_cast")."""
    return _found(visible(user).filter(slug=slug).first())


def with_statistics(slug: str, user: Any | None) -> Cast:
    """The cast with this slug whose dashboard the account may see. Raises CastRefused("no_such_cast")."""
    rows = Cast.objects.all()
    if not getattr(user, "is_superuser", False):
        mine = Q(owner=user.pk) if user is not None and user.is_authenticated else Q()
        rows = rows.filter(Q(statistics_public=True) | mine)
    return _found(rows.filter(slug=slug).first())


def called(text: str) -> Cast:
    """Any cast by its slug or its name, for whoever has the server. Raises CastRefused("no_such_cast")."""
    return _found(Cast.objects.filter(slug=text).first() or Cast.objects.filter(name=text).first())


def _found(cast: Cast | None) -> Cast:
    if cast is None:
        raise CastRefused("no_such_cast")
    return cast


def held(prediction: UUID | str) -> Prediction:
    """The prediction, held until the transaction ends. Raises CastRefused("no_such_prediction")."""
    try:
        return Prediction.objects.select_for_update(of=("self",)).select_related("cast").get(id=prediction)
    except (Prediction.DoesNotExist, ValidationError):
        raise CastRefused("no_such_prediction") from None


def promised_keys() -> Iterator[str]:
    """The key of every object that a row promises: photos, characters' pictures, and what was learned."""
    photos = Example.objects.exclude(picture="").values_list("picture", flat=True)
    # A drawn character's picture is an address.
    pictures = Character.objects.filter(picture__startswith=CASTS).values_list("picture", flat=True)
    weights = ModelVersion.objects.exclude(weights="").values_list("weights", flat=True)
    return chain(photos.iterator(), pictures.iterator(), weights.iterator())


def keys() -> Iterator[str]:
    """The key of every object that a row stands for, with uploads that wait to be imported."""
    waiting = CastImport.objects.exclude(upload="").values_list("upload", flat=True)
    return chain(promised_keys(), waiting.iterator())

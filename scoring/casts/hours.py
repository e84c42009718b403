"""What was answered in each hour: counted as it happens, so that no chart has to count predictions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from scoring.casts.models import CastHour, Prediction


def add(cast: UUID, character: UUID, at: datetime, **counts: float) -> None:
    """Add to the row of a character and an hour, by the names of its columns."""
    where = {"cast_id": cast, "character_id": character, "hour": at.replace(minute=0, second=0, microsecond=0)}
    if _added(where, counts):
        return
    try:
        with transaction.atomic():
            CastHour.objects.create(**where, **counts)
    except IntegrityError:
        # Somebody was faster.
        _added(where, counts)


def add_to(prediction: Prediction, **counts: float) -> None:
    """Add to the row that a prediction is counted in; what is of one with shuffled bars there too."""
    if prediction.shuffled:
        fields = {field.name for field in CastHour._meta.fields}
        counts |= {f"shuffled_{name}": by for name, by in counts.items() if f"shuffled_{name}" in fields}
    add(prediction.cast_id, prediction.winner_id, prediction.created_at, **counts)


def _added(where: dict[str, Any], counts: dict[str, float]) -> bool:
    changes = {name: F(name) + by for name, by in counts.items()}
    return bool(CastHour.objects.filter(**where).update(**changes))

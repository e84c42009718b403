"""What was answered in each hour: counted as it happens, so that no chart has to count predictions."""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import F

from scoring.casts.models import CastHour, Prediction

COUNTS = (
    *("predictions", "ms", "likes", "dislikes", "kept"),
    *("shuffled", "shuffled_likes", "shuffled_dislikes"),
)
# One statement, so that of two who come at once none is lost; and it is on every answer's way, where Django would take
# longer to put it together than the database does for it.
_ADD = f"""
INSERT INTO scoring_casthour (cast_id, character_id, hour, {", ".join(COUNTS)})
    VALUES (%s, %s, %s, {", ".join("%s" for _ in COUNTS)})
    ON CONFLICT (cast_id, character_id, hour) DO UPDATE
    SET {", ".join(f"{name} = scoring_casthour.{name} + excluded.{name}" for name in COUNTS)}
"""


def add(cast: UUID, character: UUID, at: datetime, **counts: float) -> None:
    """Add to the row of a character and an hour, by the names of its columns; none of them below 0."""
    fields = {field.name: field for field in CastHour._meta.concrete_fields}
    place = _place(cast, character, at)
    where = [fields[name].get_db_prep_value(value, connection) for name, value in place.items()]
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [*where, *(counts.get(name, 0) for name in COUNTS)])


def take_from(prediction: Prediction, **counts: float) -> None:
    """Take back what was added to the row that a prediction is counted in."""
    place = _place(prediction.cast_id, prediction.winner_id, prediction.created_at)
    changes = {name: F(name) - by for name, by in _all(prediction, counts).items()}
    CastHour.objects.filter(**place).update(**changes)


def add_to(prediction: Prediction, **counts: float) -> None:
    """Add to the row that a prediction is counted in; what is of one with shuffled bars there too."""
    add(prediction.cast_id, prediction.winner_id, prediction.created_at, **_all(prediction, counts))


def _all(prediction: Prediction, counts: dict[str, float]) -> dict[str, float]:
    shuffled = {f"shuffled_{name}": by for name, by in counts.items()} if prediction.shuffled else {}
    return counts | {name: by for name, by in shuffled.items() if name in COUNTS}


def _place(cast: UUID, character: UUID, at: datetime) -> dict[str, UUID | datetime]:
    return {"cast": cast, "character": character, "hour": at.replace(minute=0, second=0, microsecond=0)}

"""What was answered in each hour and each day: counted as it happens, so that no chart has to count predictions."""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import F

from scoring.casts.models import CastTally, Prediction

COUNTS = (
    *("predictions", "ms", "likes", "dislikes", "kept"),
    *("shuffled", "shuffled_likes", "shuffled_dislikes"),
)
_ROW = f"(%s, %s, %s, %s, {', '.join('%s' for _ in COUNTS)})"
# One statement, so that of two who come at once none is lost; and it is on every answer's way, where Django would take
# longer to put it together than the database does for it.
_ADD = f"""
INSERT INTO scoring_casttally (cast_id, character_id, bin, at, {", ".join(COUNTS)})
    VALUES {", ".join(_ROW for _ in CastTally.Bin)}
    ON CONFLICT (cast_id, character_id, bin, at) DO UPDATE
    SET {", ".join(f"{name} = scoring_casttally.{name} + excluded.{name}" for name in COUNTS)}
"""


def add(cast: UUID, character: UUID, at: datetime, **counts: float) -> None:
    """Add to a character's rows of an hour and of its day, by the names of their columns; none of them below 0."""
    fields = {field.name: field for field in CastTally._meta.concrete_fields}
    numbers = [counts.get(name, 0) for name in COUNTS]
    rows = [
        [fields[name].get_db_prep_value(value, connection) for name, value in place.items()] + numbers
        for place in _places(cast, character, at)
    ]
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [value for row in rows for value in row])


def take_from(prediction: Prediction, **counts: float) -> None:
    """Take back what was added to the rows that a prediction is counted in."""
    changes = {name: F(name) - by for name, by in _all(prediction, counts).items()}
    # One after the other: two who come at once, in whatever way, have to ask for these rows in the same order.
    for place in _places(prediction.cast_id, prediction.winner_id, prediction.created_at):
        CastTally.objects.filter(**place).update(**changes)


def add_to(prediction: Prediction, **counts: float) -> None:
    """Add to the rows that a prediction is counted in; what is of one with shuffled bars there too."""
    add(prediction.cast_id, prediction.winner_id, prediction.created_at, **_all(prediction, counts))


def start_of(bin_: str, at: datetime) -> datetime:
    """When the hour or the day began that a moment is in."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    return hour if bin_ == CastTally.Bin.HOUR else hour.replace(hour=0)


def _all(prediction: Prediction, counts: dict[str, float]) -> dict[str, float]:
    shuffled = {f"shuffled_{name}": by for name, by in counts.items()} if prediction.shuffled else {}
    return counts | {name: by for name, by in shuffled.items() if name in COUNTS}


def _places(cast: UUID, character: UUID, at: datetime) -> list[dict[str, UUID | datetime | str]]:
    return [{"cast": cast, "character": character, "bin": each, "at": start_of(each, at)} for each in CastTally.Bin]

"""Which character a face resembles, by what the cast's champion has learned. No scikit-learn is needed for that."""

import hashlib
import random
import time
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import numpy as np
from django.db import connection, transaction

from scoring.casts import features, learned, tallies
from scoring.casts.errors import CastRefused
from scoring.casts.models import Cast, ModelVersion, Prediction

IN_RANDOM_ORDER = 10
"""One visitor in so many gets the bars in random order: whoever is shown a winner first likes it more, and by this
it can be told how much."""

_FIELDS = Prediction._meta.concrete_fields
# Both are on every answer's way, where Django would take longer to put them together than the database does for them.
_KNOWN = """
SELECT shown.id, name, words, picture, version.id, number, weights, sha256
    FROM scoring_character AS shown
    LEFT JOIN scoring_modelversion AS version ON version.cast_id = shown.cast_id AND status = 'champion'
    WHERE shown.cast_id = %s
"""
_RECORD = f"""
INSERT INTO scoring_prediction ({", ".join(str(field.column) for field in _FIELDS)})
    VALUES ({", ".join("%s" for _ in _FIELDS)})
"""


@dataclass(frozen=True)
class Bar:
    """One character's id, name, words, picture and probability 0 .. 1."""

    character: str
    name: str
    words: str
    picture: str
    probability: float


@dataclass(frozen=True)
class Answer:
    """`bars` in the order in which they are to be shown; ms: how long it took, finding the face included."""

    prediction: str
    version: int
    shuffled: bool
    bars: list[Bar]
    winner: Bar
    ms: float

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return asdict(self)


def predict(
    cast: Cast, face: dict[str, Any], now: datetime, *, player: UUID | str | None = None, ms: float = 0
) -> Answer:
    """A probability for each character; `face` as scoring.tasks.find_faces tells it, found in `ms` milliseconds.

    What a visitor is told is recorded, without a word of who it was; without a visitor nothing is.
    Raises CastRefused: what keeps a face from being told, cast_empty, not_trained, model_damaged, other_numbers.
    """
    began = time.perf_counter()
    version, characters = _known(cast)
    bars = _bars(version, characters, features.of(cast, face))
    shuffled = player is not None and in_random_order(cast, player)
    taken = ms + (time.perf_counter() - began) * 1000
    given = _record(cast, version, bars[0], taken, shuffled, now) if player is not None else ""
    shown = random.sample(bars, len(bars)) if shuffled else bars
    return Answer(given, version.number, shuffled, shown, bars[0], round(ms + (time.perf_counter() - began) * 1000, 1))


def champion(cast: Cast) -> ModelVersion:
    """The version that answers now, whatever `cast` knew when it was read. Raises CastRefused("not_trained")."""
    known = ModelVersion.objects.only("id", "number", "weights", "sha256")
    # There is one at most, so nothing has to be put in order.
    found = next(iter(known.filter(cast=cast, status=ModelVersion.Status.CHAMPION).order_by()), None)
    if found is None:
        raise CastRefused("not_trained")
    return found


def in_random_order(cast: Cast, player: UUID | str) -> bool:
    """Whether this visitor is one of those; always the same answer."""
    digest = hashlib.blake2b(str(player).encode(), key=bytes(cast.key), person=b"order", digest_size=8).digest()
    return int.from_bytes(digest, "big") % IN_RANDOM_ORDER == 0


def _known(cast: Cast) -> tuple[ModelVersion, dict[str, tuple[str, str, str]]]:
    """The champion, and of each character by id the name, the words and the picture. Raises CastRefused."""
    key = Cast._meta.pk
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [key.get_db_prep_value(cast.pk, connection)])
        rows = cursor.fetchall()
    if not rows:
        raise CastRefused("cast_empty")
    version, number, weights, sha256 = rows[0][4:]
    if version is None:
        raise CastRefused("not_trained")
    told = ModelVersion(id=key.to_python(version), number=number, weights=weights, sha256=sha256)
    return told, {str(key.to_python(each)): (name, words, picture) for each, name, words, picture, *_ in rows}


def _bars(version: ModelVersion, characters: dict[str, tuple[str, str, str]], row: np.ndarray) -> list[Bar]:
    """The likeliest first. Characters who came after the version have no chance; those who left have none."""
    chances = _chances(version, row)
    total = sum(chances.get(each, 0.0) for each in characters)
    if not total:
        raise CastRefused("not_trained")
    bars = [
        Bar(each, name, words, picture, chances.get(each, 0.0) / total)
        for each, (name, words, picture) in characters.items()
    ]
    return sorted(bars, key=lambda bar: -bar.probability)


def _chances(version: ModelVersion, row: np.ndarray) -> dict[str, float]:
    weights = learned.of(version)
    if row.shape != weights.mean.shape:
        raise CastRefused("other_numbers")
    return dict(zip(weights.classes, weights.probabilities(row[np.newaxis])[0].tolist(), strict=True))


@transaction.atomic
def _record(cast: Cast, version: ModelVersion, winner: Bar, ms: float, shuffled: bool, now: datetime) -> str:
    prediction = Prediction(
        id=uuid4(),
        cast=cast,
        version=version,
        winner_id=UUID(winner.character),
        probability=winner.probability,
        ms=ms,
        shuffled=shuffled,
        created_at=now,
    )
    values = [field.get_db_prep_save(getattr(prediction, field.attname), connection) for field in _FIELDS]
    with connection.cursor() as cursor:
        cursor.execute(_RECORD, values)
    tallies.add_to(prediction, predictions=1, ms=ms, shuffled=int(shuffled))
    return str(prediction.id)

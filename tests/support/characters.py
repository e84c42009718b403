"""A cast that has learned something without a training: weights by hand, for what only needs an answer."""

from hashlib import sha256
from typing import Any

import numpy as np

from animatch.platform.storages import default_storage
from scoring.casts.learning.weights import Weights
from scoring.casts.models import Cast, ModelVersion
from scoring.casts.storage_keys import weights_key
from tests.support import casts
from tests.support.galleries import SEEN

FEATURES = 128 + 5


def trained(name: str = "Heroes", *names: str) -> Cast:
    """Whoever asks is the first of the names, then the second, and so on."""
    made = casts.cast(name, *names)
    characters = [str(casts.character(made, each).id) for each in names or casts.NAMES]
    know(made, characters)
    return made


def know(cast: Cast, characters: list[str]) -> ModelVersion:
    """Have the cast answer with these, the first likeliest, whatever the face."""
    count = len(characters)
    plain = np.zeros(FEATURES, np.float32), np.ones(FEATURES, np.float32), np.zeros((count, FEATURES), np.float32)
    data = Weights(tuple(characters), *plain, np.arange(count, 0, -1, dtype=np.float32), 1.0).pack()
    digest = sha256(data).hexdigest()
    key = weights_key(str(cast.id), digest, str(cast.id))
    default_storage.write(key, data)
    at = {"data_to": casts.NOW, "created_at": casts.NOW}
    return ModelVersion.objects.create(cast=cast, number=1, status="champion", weights=key, sha256=digest, seed=1, **at)


def found(number: int = 1, **quality: Any) -> dict[str, Any]:
    """A face of somebody, as scoring.tasks.find_faces tells of it; another number is another person."""
    face = casts.face(casts.photo_of(casts.person("Hana", number)))
    return face | {"landmarks": [[0.25, 0.5]] * 478, "quality": SEEN | quality}

"""Who is in a gallery already: whether a new likeness has come before, or belongs to somebody else."""

import numpy as np

from scoring import names
from scoring.galleries import cohorts
from scoring.galleries.errors import GalleryRefused
from scoring.galleries.models import LONGEST_NAME, Gallery, Portrait
from scoring.galleries.portraits import Likeness

SAME_FACE = 0.76
"""Distance to somebody's portrait, as a share of the embedder's threshold, below which a new name for it is wrong."""
OTHER_FACE = 1.36
"""Distance to every portrait of the same name, as such a share, above which the name is somebody else's.

docs/decisions/0054 says what both were measured on.
"""


def checked_name(text: str) -> str:
    """The name as it is shown. Raises GalleryRefused."""
    try:
        return names.checked(text, LONGEST_NAME)
    except names.Unseen:
        raise GalleryRefused("name_unusual") from None
    except names.WrongLength:
        raise GalleryRefused("name_too_long" if len(text) > LONGEST_NAME else "name_empty") from None


class Acquaintances:
    """The portraits of a gallery, by whom they are of; those that are about to come in can be told of."""

    def __init__(self, gallery: Gallery) -> None:
        rows = Portrait.objects.filter(person__gallery=gallery, embedder=gallery.embedder)
        found = list(rows.values_list("person__key", "person__name", "content_hash", "vector"))
        self._threshold = cohorts.of(gallery.embedder).match
        self._names = {key: name for key, name, _, _ in found}
        self._keys = [key for key, _, _, _ in found]
        self._seen = {(key, digest) for key, _, digest, _ in found}
        self._vectors = [np.frombuffer(bytes(vector), "<f4") for _, _, _, vector in found]

    def knows(self, name: str, digest: str) -> bool:
        """Whether this very picture of the person is here."""
        return (names.key(name), digest) in self._seen

    def add(self, name: str, likeness: Likeness) -> None:
        """From now on this one is here too. Raises GalleryRefused where it is somebody else's face, or name."""
        key = names.key(name)
        self._check(key, likeness)
        self._names.setdefault(key, name)
        self._keys.append(key)
        self._seen.add((key, likeness.digest))
        self._vectors.append(likeness.vector)

    def _check(self, key: str, likeness: Likeness) -> None:
        if not self._vectors:
            return
        far = np.linalg.norm(np.stack(self._vectors) - likeness.vector, axis=1) / self._threshold
        own = np.array([other == key for other in self._keys])
        to_own = min(far[own], default=None)
        nearest = int(np.argmin(np.where(own, np.inf, far)))
        if not own[nearest] and _is_theirs(far[nearest], to_own):
            raise GalleryRefused("someone_else", f"Its name here is “{self._names[self._keys[nearest]]}”.")
        if to_own is not None and to_own > OTHER_FACE:
            raise GalleryRefused("name_taken")


def _is_theirs(to_other: float, to_own: float | None) -> bool:
    """Whether a face is somebody else's, by its distances as shares of the threshold; None where it has none yet."""
    if to_own is None:
        return to_other < SAME_FACE
    return to_other < 1 < to_own

"""What versions have learned, as this process has read it: only what is exactly what was stored."""

import threading
from collections import OrderedDict
from hashlib import sha256
from uuid import UUID

from animatch.platform.storages import default_storage
from scoring.casts.errors import CastRefused
from scoring.casts.learning import weights
from scoring.casts.learning.weights import Weights
from scoring.casts.models import ModelVersion

_MOST = 16
_known: OrderedDict[tuple[UUID, str], Weights] = OrderedDict()
_turn = threading.Lock()


def of(version: ModelVersion) -> Weights:
    """A version's weights; read once a process. Raises CastRefused("model_damaged"), or what says the storage is away.

    A version never changes, so another one is another entry, and the one before it is not asked for any more.
    """
    known = (version.id, version.sha256)
    with _turn:
        if known in _known:
            _known.move_to_end(known)
            return _known[known]
    found = _read(version)
    with _turn:
        _known[known] = found
        while len(_known) > _MOST:
            _known.popitem(last=False)
    return found


def _read(version: ModelVersion) -> Weights:
    try:
        data = default_storage.read(version.weights) if version.weights else b""
        if sha256(data).hexdigest() != version.sha256:
            raise CastRefused("model_damaged")
        return weights.unpack(data)
    except (FileNotFoundError, weights.Damaged) as error:
        raise CastRefused("model_damaged") from error

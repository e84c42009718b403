"""Going through many rooms, or visits, in turn."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from animatch.platform.patience import DATABASE_AWAY

log = logging.getLogger(__name__)


@contextmanager
def alone(what: str) -> Iterator[None]:
    """What cannot be swept does not keep the sweeper from the others."""
    try:
        yield
    except DATABASE_AWAY:
        raise
    except Exception:
        log.exception("%s could not be swept", what)

"""Pictures that cost a server far more to open than a stranger to send: each under 15 MB, each to be refused.

    from tests.scoring.vision.hostile import HOSTILE, craft

They are made on demand: some are as large as an upload may be.
"""

from collections.abc import Callable

from tests.scoring.vision.hostile_boxes import BOXES
from tests.scoring.vision.hostile_chunks import CHUNKS
from tests.scoring.vision.hostile_jpeg import JPEGS

_ALL: dict[str, tuple[Callable[[], bytes], str]] = JPEGS | CHUNKS | BOXES

HOSTILE: dict[str, str] = {name: code for name, (_, code) in _ALL.items()}
"""Name of a picture -> the code that it is refused with."""


def craft(name: str) -> bytes:
    """The bytes of a picture in HOSTILE, the same at every call."""
    make, _ = _ALL[name]
    return make()

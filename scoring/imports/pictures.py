"""Pictures that hosts send, opened in a child: one for the whole process, asked by one thread at a time.

They come seldom and in bulk, and the worker that imports them has much else to do: so it holds no more memory for
them than one may take.
"""

import threading
from collections.abc import Sequence
from typing import Any

from scoring.children import Children, Told

_CHILDREN = Children()
_turn = threading.Lock()


def ask(question: dict[str, Any], data: bytes) -> Told:
    """What the child says, and the picture that it gives. Raises NotJudged. Any thread."""
    with _turn:
        return _CHILDREN.ask(question, data)


def clean(data: bytes, *, longest: int, box: Sequence[float] | None = None) -> Told:
    """{"code": "opened"} and a JPEG without metadata, no side over `longest` pixels; or {"code", "message"} and b"".

    With a `box` (x, y, width, height, each 0 .. 1) only what that frames. Raises NotJudged.
    """
    return ask({"ask": "picture", "longest": longest, "box": box}, data)

"""What mediapipe brings along and a server can do without: chatter, and a plotting library."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def quiet() -> Iterator[None]:
    """Send what C++ writes to stderr nowhere; for the whole process, so keep it short.

    mediapipe's log takes no level before it is initialised, which Python cannot do.
    """
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


@contextmanager
def no_plotting() -> Iterator[None]:
    """Let `import matplotlib.pyplot` find an empty module.

    mediapipe imports it for drawing helpers that nobody calls; the real one takes half a second
    and, on a new machine, searches all fonts of the system first.
    """
    names = [name for name in ("matplotlib", "matplotlib.pyplot") if name not in sys.modules]
    sys.modules.update((name, ModuleType(name)) for name in names)
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]

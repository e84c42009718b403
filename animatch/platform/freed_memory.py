"""What a process frees is overwritten for a while, so that what it worked on cannot be read in its memory any more.

With glibc, which most Linux systems have; elsewhere nothing happens. It reaches what comes from malloc: large objects,
arrays, drivers' buffers. What Python keeps in pools of its own, objects of up to 512 bytes, is left as it is.
"""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

_M_PERTURB = -6
_WITH = 0xA5
_SMALL = range(24, 1033, 16)
"""Sizes of what each thread keeps at hand when it is freed, without overwriting it, ..."""
_KEPT = 7
"""... and how many of each."""


@contextmanager
def overwriting() -> Iterator[None]:
    """While it lasts, all that is freed is overwritten; in the end also what this thread keeps at hand."""
    if (glibc := _glibc()) is None:
        yield
        return
    glibc.mallopt(_M_PERTURB, _WITH)
    try:
        yield
    finally:
        _overwrite_kept(glibc)
        glibc.mallopt(_M_PERTURB, 0)


def _overwrite_kept(glibc: ctypes.CDLL) -> None:
    places = [(glibc.malloc(size), size) for size in _SMALL for _ in range(_KEPT)]
    for place, size in places:
        ctypes.memset(place, _WITH, size)
    for place, _ in places:
        glibc.free(place)


@cache
def _glibc() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    if not hasattr(library, "gnu_get_libc_version"):
        return None
    library.malloc.restype = ctypes.c_void_p
    library.malloc.argtypes = [ctypes.c_size_t]
    library.free.argtypes = [ctypes.c_void_p]
    return library

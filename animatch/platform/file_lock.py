"""Locks on open files, which end with the process that holds them."""

import sys

if sys.platform == "win32":
    import msvcrt

    def lock(file: int, *, wait: bool) -> None:
        """Take the lock of the file with this descriptor. Raises OSError where it is held and not waited for."""
        msvcrt.locking(file, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def lock(file: int, *, wait: bool) -> None:
        """Take the lock of the file with this descriptor. Raises OSError where it is held and not waited for."""
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)

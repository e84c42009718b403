"""SQLite for a party in one process: the backend is `base`; here is what an erasure asks of its files."""

import logging

from django.db import OperationalError, connection

from animatch.platform.sqlite.base import writing

log = logging.getLogger(__name__)

PATIENCE_MS = 500


def empty_log() -> bool:
    """Empty the write-ahead log, which holds what was erased until then; whether nobody was in the way.

    The database file itself is written over by `secure_delete` (settings). Inside of a transaction, whose own
    changes are in the way, nothing is done; nor on other databases, whose logs go by rules of their own.
    """
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    with writing(), connection.cursor() as cursor:
        patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        # Whoever reads just now is waited for only so long: nobody else can write meanwhile.
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
        try:
            in_the_way, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except OperationalError as error:
            log.warning("The database's log was not emptied: %s", error)
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout={patience}")
    return not in_the_way


def rewrite() -> None:
    """Write the whole file anew, without what older versions have deleted and left in it."""
    if connection.vendor == "sqlite":
        with writing(), connection.cursor() as cursor:
            cursor.execute("VACUUM")
        empty_log()

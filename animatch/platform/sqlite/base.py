"""Django's SQLite backend, with a pool of connections and the writers of one process in a queue.

Django closes a connection after each request and opens one for the next, which (forty functions,
four pragmas) takes longer than what most requests do with it. SQLite lets waiting writers poll with
growing pauses, so that under a burst of uploads some wait for seconds while others overtake
them. A lock hands over at once and in turn; other processes are still kept out by SQLite itself.
"""

import atexit
import os
import threading
from collections import defaultdict
from contextlib import AbstractContextManager
from sqlite3 import Connection
from typing import Any

from django.db.backends.sqlite3 import base

MOST_IDLE = 16
_writers = threading.Lock()
_idle: defaultdict[tuple[int, int], list[Connection]] = defaultdict(list)


def _idle_at(path: str) -> list[Connection]:
    """The pool of the file that is at this path now. A file with connections keeps its inode, even when erased."""
    try:
        found = os.stat(path)
    except OSError:
        return []
    return _idle[(found.st_dev, found.st_ino)]


def writing() -> AbstractContextManager[object]:
    """Keeps this process's other writers waiting."""
    return _writers


@atexit.register
def close_idle() -> None:
    """Close every connection that nobody uses."""
    for connections in _idle.values():
        while connections:
            connections.pop().close()


class DatabaseWrapper(base.DatabaseWrapper):
    _writing = False

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        try:
            return _idle_at(conn_params["database"]).pop()
        except IndexError:
            connection: Connection = super().get_new_connection(conn_params)
            return connection

    def _start_transaction_under_autocommit(self) -> None:
        _writers.acquire()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # a private method of Django's
        except BaseException:
            _writers.release()
            raise
        self._writing = True

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # a private method of Django's
        self._done()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # a private method of Django's
        finally:
            self._done()

    def _close(self) -> None:
        try:
            if not self._give_back():
                super()._close()  # type: ignore[misc]  # a private method of Django's
        finally:
            self._done()

    def _give_back(self) -> bool:
        """Put a connection that is as good as new into the pool; whether it has been."""
        if self.connection.in_transaction or self.errors_occurred or self.is_in_memory_db():
            return False
        pool = _idle_at(self.settings_dict["NAME"])
        if len(pool) >= MOST_IDLE:
            return False
        pool.append(self.connection)
        return True

    def _done(self) -> None:
        if self._writing:
            self._writing = False
            _writers.release()

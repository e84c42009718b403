"""Django's SQLite backend, with the writers of one process queueing behind a lock.

SQLite lets waiting writers poll with growing pauses, so that under a burst of uploads
some wait for seconds while others overtake them. A lock hands over at once and in turn;
other processes are still kept out by SQLite itself.
"""

import threading

from django.db.backends.sqlite3 import base

_writers = threading.Lock()


class DatabaseWrapper(base.DatabaseWrapper):
    _writing = False

    def _start_transaction_under_autocommit(self) -> None:
        _writers.acquire()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            _writers.release()
            raise
        self._writing = True

    def _commit(self) -> None:
        super()._commit()
        self._done()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._done()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._done()

    def _done(self) -> None:
        if self._writing:
            self._writing = False
            _writers.release()

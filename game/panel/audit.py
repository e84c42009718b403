"""Who did what in the panel: Django's own log entries, which name accounts and rooms but never a guest."""

from typing import Any

from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model


def note(user: Any, row: Model, what: str, flag: int = CHANGE) -> None:
    """Remember that the account did this to the row. `what` is a few words without names."""
    _write(user, row, str(row)[:200], what, flag)


def note_erased(user: Any, row: Model, what: str) -> None:
    note(user, row, what, DELETION)


def note_person(user: Any, row: Model, what: str, flag: int = CHANGE) -> LogEntry:
    """The same about somebody whose name must not be left in the log."""
    return _write(user, row, f"{row._meta.model_name} {short(row.pk)}", what, flag)


def note_person_erased(user: Any, row: Model) -> LogEntry:
    return note_person(user, row, "Erased a person.", DELETION)


def _write(user: Any, row: Model, name: str, what: str, flag: int) -> LogEntry:
    return LogEntry.objects.create(
        user_id=user.pk,
        content_type=ContentType.objects.get_for_model(row),
        object_id=str(row.pk),
        object_repr=name,
        action_flag=flag,
        change_message=what,
    )


def short(some_id: object) -> str:
    """Enough of an id to find it again, and nobody's name."""
    return str(some_id)[:8]

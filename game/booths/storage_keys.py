"""Where a visit's uploads lie in the storage until they are looked at; each key is made in one place."""

from uuid import UUID

VISITS = "visits/"


def visit_folder(visit_id: UUID) -> str:
    return f"{VISITS}{visit_id}/"


def upload_key(visit_id: UUID, slot: str) -> str:
    return f"{visit_folder(visit_id)}{slot}"

"""Where a deck's pictures and waiting imports lie in the storage; each key is made in one place."""

DECKS, IMPORTS = "decks/", "imports/"


def deck_folder(slug: str) -> str:
    return f"{DECKS}{slug}/"


def import_key(import_id: str) -> str:
    """Where an uploaded zip waits to be imported."""
    return f"{IMPORTS}{import_id}.zip"

"""Names of channel layer groups and storage folders, each made in one place."""


def room_group(code: str) -> str:
    return f"room.{code}"


ROOMS, DECKS, IMPORTS = "rooms/", "decks/", "imports/"


def room_folder(room_id: str) -> str:
    """Every photo of a room lies under this prefix and is erased with it."""
    return f"{ROOMS}{room_id}/"


def deck_folder(slug: str) -> str:
    return f"{DECKS}{slug}/"


def import_key(import_id: str) -> str:
    """Where an uploaded zip waits to be imported."""
    return f"{IMPORTS}{import_id}.zip"


def upload_key(room_id: str, upload_id: str) -> str:
    return f"{room_folder(room_id)}uploads/{upload_id}"


def photo_key(room_id: str, take_id: str) -> str:
    return f"{room_folder(room_id)}photos/{take_id}.jpg"

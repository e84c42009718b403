"""Where a room's photos lie in the storage; each key is made in one place."""

ROOMS = "rooms/"


def room_folder(room_id: str) -> str:
    """Every photo of a room lies under this prefix and is erased with it."""
    return f"{ROOMS}{room_id}/"


def uploads_folder(room_id: str) -> str:
    """What has not been judged yet."""
    return f"{room_folder(room_id)}uploads/"


def upload_key(room_id: str, upload_id: str) -> str:
    return f"{uploads_folder(room_id)}{upload_id}"


def photo_key(room_id: str, take_id: str) -> str:
    return f"{room_folder(room_id)}photos/{take_id}.jpg"

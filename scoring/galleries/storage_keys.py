"""Where portraits and waiting imports lie in the storage; each key is made in one place."""

GALLERIES, IMPORTS = "galleries/", "gallery-imports/"


def gallery_folder(gallery_id: str) -> str:
    return f"{GALLERIES}{gallery_id}/"


def portrait_key(gallery_id: str, digest: str) -> str:
    """Of a portrait, by the SHA-256 of the file that it was cut out of."""
    return f"{gallery_folder(gallery_id)}{digest}.jpg"


def import_key(import_id: str) -> str:
    """Where an uploaded zip waits to be imported."""
    return f"{IMPORTS}{import_id}.zip"

"""Where a cast's pictures, its examples and what it has learned lie in the storage; each key is made in one place."""

CASTS, IMPORTS = "casts/", "cast-imports/"


def cast_folder(cast_id: str) -> str:
    return f"{CASTS}{cast_id}/"


def example_key(cast_id: str, example_id: str) -> str:
    return f"{cast_folder(cast_id)}examples/{example_id}.jpg"


def picture_key(cast_id: str, picture_id: str) -> str:
    """Of a character's picture; each new one has an id of its own."""
    return f"{cast_folder(cast_id)}characters/{picture_id}.jpg"


def weights_key(cast_id: str, digest: str, training_id: str) -> str:
    """Of what one training has learned, by the SHA-256 of the file."""
    return f"{cast_folder(cast_id)}models/{training_id}-{digest[:16]}.npz"


def import_key(import_id: str) -> str:
    """Where an uploaded zip waits to be imported."""
    return f"{IMPORTS}{import_id}.zip"

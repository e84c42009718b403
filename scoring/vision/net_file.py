"""Reading the weights of a network that comes with this version, and no others."""

import hashlib
from pathlib import Path

import numpy as np


class NetMissing(Exception):
    """A network cannot be loaded on this machine; `message` says why."""

    code = "net_missing"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def checked(path: Path, sha256: str, missing: type[NetMissing]) -> np.ndarray:
    """The bytes of the weights at `path`, uint8 (n,); raises `missing` where they are not those of that hash."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise missing(f"The weights at {path} cannot be read: {error.strerror}.") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise missing(f"The weights at {path} are not those that this version was made for.")
    return np.frombuffer(data, np.uint8)

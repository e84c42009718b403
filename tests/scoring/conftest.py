"""Uploads in the storage, and children who answer what they are told to."""

from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from scoring.children import Children
from scoring.vision.errors import PhotoRefused
from tests.support.photos import astronaut, wall

OF_NOBODY = pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(wall(), "no_face", id="nobody"),
        pytest.param(astronaut()[:2000], "unreadable", id="cut off"),
        pytest.param(b"hello", "unsupported_format", id="a text"),
        pytest.param(b"", "empty", id="nothing"),
    ],
)
"""Uploads that show no face, and why not."""


def photo_of(key):
    """Where the copy of an upload is kept."""
    return key.replace("uploads", "photos") + ".jpg"


@pytest.fixture
def upload():
    """Puts bytes into the storage; whatever is left of them goes at the end."""
    folder, keys = f"rooms/{uuid4()}", []

    def put(data):
        key = default_storage.save(f"{folder}/uploads/{len(keys)}", ContentFile(data))
        keys.extend([key, photo_of(key)])
        return key

    yield put
    for key in keys:
        default_storage.delete(key)


@pytest.fixture
def children(monkeypatch):
    """What the children are asked, who answer what they are told to."""

    class Told(list):
        answer = PhotoRefused("took_too_long").as_dict()

        def ask(self, question, *blobs, beat=lambda: None):
            self.append(question)
            return (self.answer() if callable(self.answer) else self.answer), b""

    told = Told()
    monkeypatch.setattr(Children, "ask", lambda pool, *args, **more: told.ask(*args, **more))
    return told

import gzip

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from animatch.platform.compression import middleware


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/art/faces/miko/0-100-50.svg"])
def test_pages_and_drawings_are_compressed_for_who_takes_it(path: str) -> None:
    plain = Client().get(path)
    assert "Content-Encoding" not in plain
    small = Client(headers={"Accept-Encoding": "gzip"}).get(path)
    assert small["Content-Encoding"] == "gzip" and len(small.content) < len(plain.content) / 2
    assert b"Miko" in gzip.decompress(small.content)


def test_photos_are_left_as_they_are() -> None:
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    photo = middleware(lambda request: HttpResponse(b"\xff\xd8" * 5_000, content_type="image/jpeg"))(request)
    assert "Content-Encoding" not in photo

"""What is too large for memory comes out of a form as a file that nobody finds on the disk."""

import os

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.multipartparser import MultiPartParser
from django.test import RequestFactory

from animatch.platform.nameless import NamelessFileUploadHandler


def posted(data):
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("clip.mp4", data, "video/mp4")})
    handlers = [NamelessFileUploadHandler(request)]
    _, files = MultiPartParser(request.META, request, handlers).parse()
    return files["file"]


def test_it_is_whole_and_has_no_name(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with posted(b"frame" * 50_000) as file:
        assert (file.size, file.content_type) == (250_000, "video/mp4")
        assert file.read() == b"frame" * 50_000
        assert os.listdir(tmp_path) == []

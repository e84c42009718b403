import hashlib
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from animatch import model_bundle

MODEL = b"a model"


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """A web server that has the model."""
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "model.task").write_bytes(MODEL)

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: object) -> None:
            super().__init__(*args, directory=str(tmp_path / "web"))

        def log_message(self, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/model.task"
        server.shutdown()


def test_the_model_is_fetched_to_its_place(url: str, tmp_path: Path) -> None:
    path = tmp_path / "models" / "face_landmarker.task"
    model_bundle.fetch(path, url, hashlib.sha256(MODEL).hexdigest())
    assert path.read_bytes() == MODEL


def test_another_file_than_the_official_one_is_not_kept(url: str, tmp_path: Path) -> None:
    path = tmp_path / "models" / "face_landmarker.task"
    with pytest.raises(model_bundle.BundleMissing, match="put the official one at"):
        model_bundle.fetch(path, url, model_bundle.SHA256)
    assert not path.exists()


def test_without_a_connection_one_sentence_says_where_to_put_the_model(tmp_path: Path) -> None:
    path = tmp_path / "face_landmarker.task"
    with pytest.raises(model_bundle.BundleMissing, match=f"put it at {path}"):
        model_bundle.fetch(path, "http://127.0.0.1:9/model.task", model_bundle.SHA256)


def test_a_wheel_with_its_own_model_needs_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(model_bundle, "version", lambda name: "0.10.21")
    monkeypatch.delenv("FACE_LANDMARKER_TASK", raising=False)
    model_bundle.provide(tmp_path)
    assert "FACE_LANDMARKER_TASK" not in model_bundle.os.environ


def test_a_newer_wheel_takes_the_file_that_is_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(model_bundle, "version", lambda name: "1.2.3")
    monkeypatch.setenv("FACE_LANDMARKER_TASK", "")
    (tmp_path / "face_landmarker.task").write_bytes(MODEL)
    model_bundle.provide(tmp_path)
    assert model_bundle.os.environ["FACE_LANDMARKER_TASK"] == str(tmp_path / "face_landmarker.task")

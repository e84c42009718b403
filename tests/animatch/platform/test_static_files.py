import gzip
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from django.templatetags.static import static
from pytest_django.fixtures import Settings

from animatch.platform.static_files import StaticFiles, Storage, publish


async def _nothing(scope: object, receive: object, send: object) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": []})  # type: ignore[operator]
    await send({"type": "http.response.body", "body": b""})  # type: ignore[operator]


@pytest.fixture
def lying(settings: Settings, tmp_path: Path) -> Path:
    """A folder with a page's files, and no others."""
    folder = tmp_path / "lying"
    for name, text in {
        "js/page.js": 'import { words } from "./words.js";\nalert(words);\n',
        "js/words.js": "export const words = `" + "so much to say " * 100 + "`;\n",
        "img/photo.jpg": "no words",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    return folder


@pytest.fixture
def served(lying: Path, tmp_path: Path) -> Iterator[httpx.AsyncClient]:
    files = StaticFiles(_nothing)
    files.publish(tmp_path / "published")
    yield httpx.AsyncClient(transport=httpx.ASGITransport(files), base_url="http://party")
    Storage.published = ""


async def test_a_published_file_is_compressed_and_kept_for_good(served: httpx.AsyncClient) -> None:
    answer = await served.get(static("js/page.js"), headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200 and "so much to say" in answer.text
    assert answer.headers["content-encoding"] == "gzip" and int(answer.headers["content-length"]) < 300
    assert "immutable" in answer.headers["cache-control"] and answer.headers["x-content-type-options"] == "nosniff"
    plain = await served.get(static("js/page.js"), headers={"Accept-Encoding": "identity"})
    assert plain.text == answer.text and "content-encoding" not in plain.headers


async def test_a_plain_name_and_another_versions_are_answered_and_kept_for_a_minute(served: httpx.AsyncClient) -> None:
    for path in ("/static/js/page.js", "/static/0123456789ab/js/page.js"):
        answer = await served.get(path)
        assert answer.status_code == 200 and answer.headers["cache-control"] == "max-age=60, public"
    assert (await served.get("/static/0123456789ab/js/none.js")).status_code == 404


def test_the_address_changes_with_what_is_in_any_file(lying: Path, tmp_path: Path) -> None:
    first = publish(tmp_path / "published")
    assert publish(tmp_path / "published") == first
    (lying / "js/words.js").write_text("export const words = `hm`;\n")
    second = publish(tmp_path / "published")
    assert second != first and not first.exists()
    assert "hm" in (second / "js/page.js").read_text()


def test_what_is_there_already_is_not_made_again(lying: Path, tmp_path: Path) -> None:
    made = publish(tmp_path / "published")
    before = (made / "js/page.js.gz").stat().st_mtime_ns
    assert publish(tmp_path / "published") == made
    assert (made / "js/page.js.gz").stat().st_mtime_ns == before
    assert b"so much to say" in gzip.decompress((made / "js/page.js.gz").read_bytes())
    assert not (made / "img/photo.jpg.gz").exists()


async def test_for_who_works_on_them_files_lie_as_they_are(lying: Path, settings: Settings, tmp_path: Path) -> None:
    settings.DEBUG = True
    files = StaticFiles(_nothing)
    files.publish(tmp_path / "published")
    client = httpx.AsyncClient(transport=httpx.ASGITransport(files), base_url="http://party")
    assert static("js/page.js") == "/static/js/page.js"
    assert (await client.get("/static/js/page.js")).text == (lying / "js/page.js").read_text()
    assert not (tmp_path / "published").exists()

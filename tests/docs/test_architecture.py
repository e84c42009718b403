"""The map leads to what is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAP = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
# A path has a folder in it; `models.py` alone is any domain's.
PATHS = sorted(set(re.findall(r"`([\w.-]+/[\w./-]*)`", MAP)))
NAMED = sorted(set(re.findall(r"`(\w+)` in `([\w./-]+\.py)`", MAP)))


@pytest.mark.parametrize("path", PATHS)
def test_every_file_and_folder_on_the_map_is_there(path: str) -> None:
    assert (ROOT / path).is_dir() if path.endswith("/") else (ROOT / path).is_file()


@pytest.mark.parametrize(("name", "path"), NAMED)
def test_every_name_on_the_map_is_in_its_file(name: str, path: str) -> None:
    assert re.search(rf"^(?:class|def) {name}\b|^{name} =", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("domain", sorted(path.parent.name for path in (ROOT / "game").glob("*/__init__.py")))
def test_every_domain_is_on_the_map(domain: str) -> None:
    assert domain in ("management", "migrations") or f"**`game/{domain}/`**" in MAP

"""A file is read in one sitting."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("animatch", "bench", "bin", "game", "scoring", "static", "supply", "templates", "tests", "training")
KINDS = {".py", ".js", ".ts", ".css", ".html", ""}
MOST = 300


def written_by_hand(path: Path) -> bool:
    made = path.name == "protocol.d.ts" or "migrations" in path.parts
    return path.is_file() and path.suffix in KINDS and not made and not {"vendor", "__pycache__"} & set(path.parts)


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_file_has_more_than_three_hundred_lines(folder: str) -> None:
    files = [path for path in (ROOT / folder).rglob("*") if written_by_hand(path)]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert lengths
    assert {name: length for name, length in lengths.items() if length > MOST} == {}

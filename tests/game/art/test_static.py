import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

from game.art.__main__ import STATIC, pictures


def test_the_drawn_files_are_up_to_date() -> None:
    stored = {path.relative_to(STATIC).as_posix(): path.read_text("utf-8") for path in STATIC.rglob("*.svg")}
    assert stored == {name: f"{svg}\n" for name, svg in pictures().items()}, "Run `python -m game.art`."


def test_the_command_writes_them_into_any_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "game.art", tmp_path / "drawn"]
    subprocess.run(command, check=True, cwd=STATIC.parents[1], timeout=60)
    assert {path.name for path in (tmp_path / "drawn").iterdir()} == set(pictures())


def test_each_is_small_and_well_formed() -> None:
    for svg in pictures().values():
        ElementTree.fromstring(svg)
        assert len(svg.encode()) <= 50_000

import gzip
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from game.art.__main__ import ICONS, STATIC, pictures


def test_the_drawn_files_are_up_to_date() -> None:
    stored = {path.relative_to(STATIC).as_posix(): path.read_text("utf-8") for path in STATIC.rglob("*.svg")}
    assert stored == {name: f"{svg}\n" for name, svg in pictures().items()}, "Run `python -m game.art`."


def test_the_command_writes_them_into_any_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "game.art", tmp_path / "drawn"]
    subprocess.run(command, check=True, cwd=STATIC.parents[1], timeout=60)
    assert {path.name for path in (tmp_path / "drawn").iterdir()} == {*pictures(), *ICONS}


def test_each_is_small_and_well_formed() -> None:
    for svg in pictures().values():
        ElementTree.fromstring(svg)
        assert len(gzip.compress(svg.encode())) <= 25_000


@pytest.mark.parametrize("name", ICONS)
def test_the_icon_is_as_large_as_its_name_says(name: str) -> None:
    with Image.open(STATIC / name) as icon:
        assert icon.size == (ICONS[name][1],) * 2
        corner = icon.convert("RGBA").getpixel((0, 0))
    # Who cuts a shape out of it wants it to the edges; else its own corners are round.
    assert corner == ((255, 210, 63, 255) if ICONS[name][0].__name__ == "draw_full_icon" else (0, 0, 0, 0))

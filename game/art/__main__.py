"""Writes the drawn files that the pages use: `python -m game.art [folder]`, by default static/art.

The loose stickers, the photo booths, and the sheet of everybody's heads. Other faces are drawn when they are asked for.
"""

import sys
from pathlib import Path

from game.art.booths import BOOTHS
from game.art.sheet import draw_sheet
from game.art.stickers import STICKERS

STATIC = Path(__file__).resolve().parents[2] / "static" / "art"


def pictures() -> dict[str, str]:
    """Every file by its path under static/art."""
    return {f"{name}.svg": draw() for name, draw in (STICKERS | BOOTHS | {"avatars": draw_sheet}).items()}


def write(folder: Path = STATIC) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, svg in pictures().items():
        (folder / name).write_text(svg + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(*map(Path, sys.argv[1:2]))

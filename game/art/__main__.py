"""Writes the drawn files that the pages use: `python -m game.art [folder]`, by default static/art.

The loose stickers, the photo booths, the sheet of everybody's heads, what phones warn of, and the icon, as pixels too where nothing else is
taken (for that, it needs what requirements-dev.txt has). Other faces are drawn when they are asked for.
"""

import sys
from pathlib import Path

import resvg_py

from game.art.booths import BOOTHS
from game.art.icons import draw_full_icon, draw_icon
from game.art.sheet import draw_sheet
from game.art.stickers import STICKERS
from game.art.warnings import draw_android, draw_iphone

ALONE = {
    "avatars": draw_sheet,
    "icon": draw_icon,
    "warning-iphone": draw_iphone,
    "warning-android": draw_android,
}
# The icon in pixels: how it is drawn, and how many of them a side has.
ICONS = {
    "icon-192.png": (draw_icon, 192),
    "icon-512.png": (draw_icon, 512),
    "icon-full-512.png": (draw_full_icon, 512),
    "icon-apple.png": (draw_full_icon, 180),
}
STATIC = Path(__file__).resolve().parents[2] / "static" / "art"


def pictures() -> dict[str, str]:
    """Every file by its path under static/art."""
    return {f"{name}.svg": draw() for name, draw in (STICKERS | BOOTHS | ALONE).items()}


def write(folder: Path = STATIC) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, svg in pictures().items():
        (folder / name).write_text(svg + "\n", encoding="utf-8", newline="\n")
    for name, (draw, side) in ICONS.items():
        (folder / name).write_bytes(bytes(resvg_py.svg_to_bytes(svg_string=draw(), width=side, height=side)))


if __name__ == "__main__":
    write(*map(Path, sys.argv[1:2]))

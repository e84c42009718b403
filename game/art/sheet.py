"""Everybody's head in one file: a page that shows many asks for one, `avatars.svg#miko` is Miko's."""

import re

from game.art.characters import CHARACTERS
from game.art.draw import draw_avatar
from game.art.svg import document

SIDE, COLUMNS = 376, 4
OUTLINE = re.compile(r' d="[^"]+"')
TENTHS = re.compile(r"\d+\.\d\b")


def draw_sheet() -> str:
    """The heads of all characters in a grid, each with a view that is named by its character's slug."""
    cells, views = [], []
    for index, character in enumerate(CHARACTERS):
        place = f'{SIDE * (index % COLUMNS)} {SIDE * (index // COLUMNS)} {SIDE} {SIDE}'
        views.append(f'<view id="{character.slug}" viewBox="{place}"/>')
        x, y, width, height = place.split()
        cells.append(_coarse(draw_avatar(character)).replace("<svg ", f'<svg x="{x}" y="{y}" width="{width}" height="{height}" ', 1))
    rows = -(-len(CHARACTERS) // COLUMNS)
    return document("".join(views + cells), f"0 0 {SIDE * COLUMNS} {SIDE * rows}")


def _coarse(head: str) -> str:
    """Outlines on whole units: no sticker is shown so large that a tenth is seen."""
    return OUTLINE.sub(lambda outline: TENTHS.sub(lambda number: f"{float(number[0]):.0f}", outline[0]), head)

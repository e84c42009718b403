import re
from xml.etree import ElementTree

import numpy as np
import pytest

from game.art.characters import CHARACTERS, Character
from game.art.draw import draw, draw_avatar
from game.art.moods import MOODS
from tests.game.art.pictures import raster

FOREIGN = re.compile(r"<(script|text|image|style|foreignObject)|\son\w+=|\burl\((?!#)|href=\"(?!#)|\bnan\b|\binf\b")
POSES = ((0.0, 0.0, 0.0), (1.0, 0.0, 0.5), (0.31, 0.77, 1.0))
everybody = pytest.mark.parametrize("character", CHARACTERS, ids=lambda c: c.slug)


def pictures(character: Character) -> list[str]:
    faces = [draw(character, left_eye=left, right_eye=right, mouth=mouth) for left, right, mouth in POSES]
    return [*faces, draw_avatar(character), draw_avatar(character, flat=False)]


@everybody
def test_a_picture_stands_alone_and_is_small(character: Character) -> None:
    for svg in pictures(character):
        ElementTree.fromstring(svg)
        assert len(svg.encode()) <= 20_000
        assert not FOREIGN.search(svg)


@everybody
def test_every_name_that_a_picture_uses_is_defined_in_it_once(character: Character) -> None:
    for svg in pictures(character):
        names = re.findall(r'\bid="([^"]+)"', svg)
        used = set(re.findall(r'href="#([^"]+)"', svg) + re.findall(r"url\(#([^)]+)\)", svg))
        assert len(names) == len(set(names))
        assert used <= set(names)


def test_different_pictures_can_share_one_page() -> None:
    page = "".join(svg for character in CHARACTERS for svg in pictures(character))
    names = re.findall(r'\bid="([^"]+)"', page)
    assert len(names) == len(set(names))


def test_the_same_face_is_drawn_the_same_way_twice() -> None:
    once, again = (draw(CHARACTERS[0], left_eye=0.4, right_eye=1, mouth=0.2) for _ in range(2))
    assert once == again


def test_everybody_can_wear_every_mood() -> None:
    for mood in MOODS:
        for character in CHARACTERS:
            ElementTree.fromstring(draw(character, left_eye=0.5, right_eye=0, mouth=0.5, mood=mood))


@pytest.mark.parametrize("wrong", [-0.01, 1.01, float("nan")])
def test_an_openness_outside_its_range_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match=r"0 \(shut\) to 1 \(wide open\)"):
        draw(CHARACTERS[0], left_eye=wrong, right_eye=1, mouth=0)


def white_of_eyes(svg: str) -> tuple[int, int]:
    """How many eye-white pixels lie left and right of the middle, at the height of the eyes."""
    band = raster(svg)[250:330].astype(int)
    white = np.abs(band - (255, 253, 251)).max(axis=2) <= 1
    return int(white[:, 130:256].sum()), int(white[:, 256:382].sum())


def test_the_left_eye_is_the_characters_own_on_the_viewers_right() -> None:
    shut, opened = white_of_eyes(draw(CHARACTERS[0], left_eye=1, right_eye=0, mouth=0))
    assert opened > 100 > 10 > shut


def test_an_eye_opens_steadily() -> None:
    steps = [white_of_eyes(draw(CHARACTERS[0], left_eye=i / 8, right_eye=0, mouth=0))[1] for i in range(9)]
    assert steps == sorted(steps)
    assert steps[0] == 0


def test_characters_differ_even_at_48_pixels() -> None:
    small = [raster(draw_avatar(character), 48).astype(int) for character in CHARACTERS]
    gaps = [np.abs(a - b).mean() for i, a in enumerate(small) for b in small[:i]]
    assert min(gaps) > 12


def test_an_avatar_without_ground_leaves_its_corners_clear() -> None:
    assert (raster(draw_avatar(CHARACTERS[7], flat=False), 48)[0, 0] == 255).all()
    assert not (raster(draw_avatar(CHARACTERS[7]), 48)[0, 0] == 255).all()

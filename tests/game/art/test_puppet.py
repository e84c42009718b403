import re
from xml.etree import ElementTree

import pytest

from game.art.characters import CHARACTERS, Character
from game.art.draw import draw_avatar
from game.art.puppet import KEYS, OPENNESS, PARTS, PREFIX, draw_puppet

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
OPEN = {"left_eye": 1.0, "right_eye": 1.0, "mouth": 1.0}
everybody = pytest.mark.parametrize("character", CHARACTERS, ids=lambda c: c.slug)


def numbers(text: str) -> list[float]:
    return [float(number) for number in NUMBER.findall(text)]


def pulled(puppet: ElementTree.Element, part: str, openness: float) -> list[dict[str, str | list[float]]]:
    """Every element's attributes where the part is so far open, as a browser has them."""
    keys = KEYS[part]
    above = next(at for at, key in enumerate(keys) if at and key >= openness)
    way = (openness - keys[above - 1]) / (keys[above] - keys[above - 1])
    drawn = []
    for element in puppet.iter():
        attributes: dict[str, str | list[float]] = dict(element.attrib)
        for name, text in element.attrib.items():
            if name.startswith(f"data-{part}-"):
                versions = [numbers(version) for version in text.split("|")]
                pairs = zip(versions[above - 1], versions[above], strict=True)
                attributes[name.removeprefix(f"data-{part}-")] = [low + way * (high - low) for low, high in pairs]
        drawn.append(attributes)
    return drawn


@everybody
@pytest.mark.parametrize("part", KEYS)
def test_a_puppet_pulls_the_faces_that_the_drawer_draws(character: Character, part: str) -> None:
    puppet, rest = ElementTree.fromstring(draw_puppet(character)), dict.fromkeys(PARTS, 0.0)
    for openness in (KEYS[part][0], 0.18, 0.37, 0.61, 0.88, 1):
        pose = OPEN | {part: openness} if part in OPENNESS else OPEN
        parts = rest | {part: openness} if part in PARTS else rest
        there = ElementTree.fromstring(draw_avatar(character, **pose, parts=parts, prefix=PREFIX))
        for here, element in zip(pulled(puppet, part, openness), there.iter(), strict=True):
            for name, text in element.attrib.items():
                if isinstance(here[name], list):
                    assert here[name] == pytest.approx(numbers(text), abs=2), name
                else:
                    assert name == "fill" or here[name] == text


@everybody
def test_a_part_that_is_shut_has_no_size_below_nothing(character: Character) -> None:
    puppet = ElementTree.fromstring(draw_puppet(character))
    for part in OPENNESS:
        for element in pulled(puppet, part, 0):
            sizes = [element[name] for name in ("rx", "ry", "stroke-width") if isinstance(element.get(name), list)]
            assert all(size[0] > -0.05 for size in sizes)


@everybody
def test_a_puppet_is_light(character: Character) -> None:
    assert len(draw_puppet(character)) <= 32_000

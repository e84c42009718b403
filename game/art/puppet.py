"""A head that a browser can move: an avatar whose every coordinate is there at several openings of each part.

Between two of them a coordinate goes straight, below the first it goes on as it went. The drawer's own lines do so too, all but
for what it leaves out where a part is shut; so a puppet is drawn from where all of it is there.
"""

from xml.etree import ElementTree

from game.art.characters import Character
from game.art.draw import draw_avatar

PREFIX = "puppet-"
"""With this begin all names inside; who puts several puppets on one page gives each another."""
OPENNESS = {"left_eye": (0.1, 0.5, 1.0), "right_eye": (0.1, 0.5, 1.0), "mouth": (0.06, 0.25, 0.5, 1.0)}
PARTS = {"tilt": (-1.0, 1.0)}
KEYS = OPENNESS | PARTS
"""How far open each part is in its frames, or how far it goes to either side."""
SVG = "http://www.w3.org/2000/svg"

ElementTree.register_namespace("", SVG)


def draw_puppet(character: Character) -> str:
    """An avatar as SVG that tells how it moves.

    The root's `data-PART` holds the openness of the part's frames, 0 to 1 or from -1, apart by spaces. An element's `data-PART-NAME` holds
    what its attribute NAME is in each of them, apart by `|`: the same words, other numbers. What an attribute says depends on one
    part alone. Colours stay as they are where all is wide open.
    """
    rest = _picture(character, {})
    root = ElementTree.fromstring(rest)
    for part, keys in KEYS.items():
        frames = [ElementTree.fromstring(_picture(character, {part: key})) for key in keys]
        for element, *versions in zip(root.iter(), *(frame.iter() for frame in frames), strict=True):
            _tell(element, part, [version.attrib for version in versions])
        root.set(f"data-{part}", " ".join(f"{key:g}" for key in keys))
    return ElementTree.tostring(root, encoding="unicode")


def _picture(character: Character, pose: dict[str, float]) -> str:
    left, right, mouth = (pose.get(part, keys[-1]) for part, keys in OPENNESS.items())
    parts = {part: pose.get(part, 0.0) for part in PARTS}
    return draw_avatar(character, left_eye=left, right_eye=right, mouth=mouth, parts=parts, prefix=PREFIX)


def _tell(element: ElementTree.Element, part: str, versions: list[dict[str, str]]) -> None:
    moving = [name for name in versions[0] if name != "fill" and len({version[name] for version in versions}) > 1]
    for name in moving:
        element.set(f"data-{part}-{name}", "|".join(version[name] for version in versions))

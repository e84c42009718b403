"""A character at any openness of eyes and mouth, as SVG text."""

from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

from game.art.accessories import draw_accessory
from game.art.backgrounds import draw_background
from game.art.brows import draw_brows
from game.art.characters import Character
from game.art.eyes import draw_eyes
from game.art.face import draw_age, draw_ears, draw_head, draw_neck, draw_nose
from game.art.hair import draw_back_hair, draw_front_hair
from game.art.marks import draw_marks
from game.art.moods import CALM, HAPPY, Mood
from game.art.mouth import draw_mouth
from game.art.outfits import draw_outfit
from game.art.palette import PAPER, darker
from game.art.posing import posed
from game.art.svg import Part, document, group, num

AVATAR_VIEW = "68 50 376 376"
FRAMING = "translate(25.6 51.2) scale(.9)"


@dataclass(frozen=True)
class _Pose:
    """What the face does. Raises ValueError where an openness is outside 0..1."""

    left_eye: float
    right_eye: float
    mouth: float
    mood: Mood

    def __post_init__(self) -> None:
        for value in (self.left_eye, self.right_eye, self.mouth):
            if not 0 <= value <= 1:
                raise ValueError(f"Openness goes from 0 (shut) to 1 (wide open), not {value}.")


def draw(
    character: Character,
    *,
    left_eye: float,
    right_eye: float,
    mouth: float,
    mood: Mood = CALM,
    parts: Mapping[str, float] | None = None,
    title: str = "",
) -> str:
    """The whole picture, 512 x 512 px.

    left_eye, right_eye and mouth are 0 (shut) to 1 (wide open); left_eye is the character's own left, on the viewer's
    right, as in a photo that is not mirrored. `parts` are what else the target asks
    for, those of `posing.DRAWN`; mood moves what it leaves free: brows, cheeks, tilt.
    Raises ValueError outside 0..1.
    """
    mood = posed(mood, parts or {})
    pose = _Pose(left_eye, right_eye, mouth, mood)
    figure = _figure(character, pose, _prefix(character, pose), darker(character.ground, 0.35))
    ground = draw_background(character, mood)
    return document(ground + figure + draw_marks(mood.marks, on_face=False), title=title or character.name)


def draw_avatar(
    character: Character,
    *,
    left_eye: float = 1,
    right_eye: float = 1,
    mouth: float = 0.35,
    mood: Mood = HAPPY,
    parts: Mapping[str, float] | None = None,
    flat: bool = True,
    prefix: str = "",
) -> str:
    """The head alone, cropped for a round seat sticker; on the character's own flat colour, or on nothing.

    Names inside begin with `prefix`, or else with one that no other picture has. Raises ValueError as `draw` does.
    """
    pose = _Pose(left_eye, right_eye, mouth, posed(mood, parts or {}))
    figure = _figure(character, pose, prefix or _prefix(character, pose, flat), "none")
    ground = f'<rect width="512" height="512" fill="{character.ground}"/>' if flat else ""
    return document(ground + figure, AVATAR_VIEW, character.name)


def _figure(character: Character, pose: _Pose, prefix: str, shadow: str) -> str:
    head = _head(character, pose, prefix)
    body = draw_neck(character, pose.mouth) + draw_outfit(character, prefix)
    back = draw_back_hair(character)
    turn = f"rotate({num(pose.mood.tilt)} 256 420)"
    rim = group(_edge(back) + _edge(head), transform=turn) + _edge(body)
    figure = _sticker(rim, f"{prefix}s", shadow) + group(back.svg, transform=turn) + body.svg + group(head.svg, transform=turn)
    return group(figure, transform=FRAMING)


def _head(character: Character, pose: _Pose, prefix: str) -> Part:
    features = (
        draw_age(character)
        + draw_nose(character)
        + draw_mouth(character, pose.mood, pose.mouth, prefix)
        + draw_eyes(character, pose.mood, pose.left_eye, pose.right_eye, prefix)
    )
    skin = draw_ears(character) + draw_head(character, pose.mood, pose.mouth, prefix)
    brows = Part(draw_brows(character, pose.mood, pose.left_eye, pose.right_eye))
    marks = Part(draw_marks(pose.mood.marks, on_face=True))
    return skin + Part(features) + draw_front_hair(character, prefix) + brows + draw_accessory(character) + marks


def _edge(part: Part) -> str:
    return f'<path d="{"".join(part.outlines)}"/>' if part.outlines else ""


def _sticker(rim: str, name: str, shadow: str) -> str:
    """The paper rim of a sticker and the hard shadow that it throws on the ground."""
    stroke = 'stroke-width="24" stroke-linejoin="round"'
    return (
        f'<defs><g id="{name}">{rim}</g></defs>'
        + f'<use href="#{name}" fill="{shadow}" stroke="{shadow}" {stroke} transform="translate(9 11)"/>'
        + f'<use href="#{name}" fill="{PAPER}" stroke="{PAPER}" {stroke}/>'
    )


def _prefix(character: Character, *picture: object) -> str:
    """Names inside a picture start with this, so that many pictures can share one page."""
    return f"{character.slug}{crc32(repr(picture).encode()):08x}"

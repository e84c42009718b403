"""The cast. Each is a silhouette first: you know them at 48 px by their hair alone."""

from dataclasses import dataclass

from game.art.palette import CYAN, LEAF, NIGHT, PINK, SUN, darker


@dataclass(frozen=True)
class Character:
    """A person to draw. Colours are #rrggbb.

    hair, outfit, accessory and pattern are names in the registries of the modules of the same name; jaw
    and chin widen and lengthen the lower face in px; apart moves each eye outwards and brow_high the brows up, in px;
    nose_length scales the nose; brow is the brow's weight in px; lash scales the lash line; lashes counts flicks 0..2 at the outer corner; lip tints the lips 0..1.
    """

    slug: str
    name: str
    hair: str
    hair_colour: str
    skin: str
    eyes: str
    outfit: str
    outfit_colour: str
    trim: str
    ground: str
    pattern: str
    pattern_colour: str
    accessory: str = ""
    accessory_colour: str = PINK
    jaw: float = 0
    chin: float = 0
    apart: float = 0
    nose_length: float = 1
    brow_high: float = 0
    brow: float = 5
    lash: float = 1
    lashes: int = 2
    lip: float = 0.22
    freckles: bool = False
    elder: bool = False

    @property
    def hair_shade(self) -> str:
        return darker(self.hair_colour, 0.38)


FAIR, ROSY, PEACH, HONEY = "#ffe6d3", "#ffdcc4", "#fbcda6", "#eab183"
TAWNY, BROWN, UMBER, DEEP = "#cf9163", "#a9683f", "#85492c", "#693822"

# No two faces are built alike: of the five proportions from chin to brow_high each is more in eight of them and less in
# the other eight, and any two faces differ in two at least (docs/decisions/0053).
CHARACTERS: tuple[Character, ...] = (
    Character(
        "miko", "Miko", "hime", "#3b2a6b", FAIR, "#8a4dff", "sailor", "#fffdf8", "#3f5bd6",
        PINK, "sunburst", "#ff6b9d", accessory="ribbon", accessory_colour="#ff2f55",
        chin=-2, jaw=-1, apart=-1.5, nose_length=0.94, brow_high=2.5,
    ),
    Character(
        "kenta", "Kenta", "spiky", "#17a67c", HONEY, "#e0862a", "tracksuit", "#e8364f", "#fffdf8",
        "#ffd3a1", "speed", "#ff9d5c", accessory="headband", accessory_colour=SUN,
        brow=8, lash=0.8, lashes=0, lip=0.08,
        chin=2, jaw=5, apart=-1.5, nose_length=0.94, brow_high=2.5,
    ),
    Character(
        "lulu", "Lulu", "twintails", "#9a6bff", ROSY, "#ff4f8b", "tee", CYAN, PINK,
        SUN, "sunburst", "#ffe58a", accessory="scrunchies", accessory_colour=PINK,
        chin=2, jaw=-1, apart=-1.5, nose_length=1.06, brow_high=2.5,
    ),
    Character(
        "amara", "Amara", "cloud", "#3a2233", UMBER, "#c47a1e", "tee", LEAF, SUN,
        "#ff9a3d", "halftone", "#ffc27a", accessory="hoops", accessory_colour=SUN, lip=0.4,
        chin=-2, jaw=-1, apart=1.5, nose_length=1.06, brow_high=2.5,
    ),
    Character(
        "yuki", "Yuki", "bob", "#cfd8f2", ROSY, "#3f6be0", "turtleneck", NIGHT, "#7b62c9",
        "#7a5be0", "stars", "#b9a4ff", accessory="clips", accessory_colour=SUN,
        chin=2, jaw=-1, apart=-1.5, nose_length=0.94,
    ),
    Character(
        "nico", "Nico", "tousled", "#7a4326", PEACH, "#2fa36b", "hoodie", "#ff7a4d", "#fffdf8",
        LEAF, "stripes", "#58cf8e", accessory="cap", accessory_colour="#5a4be0",
        brow=7, lash=0.8, lashes=0, lip=0.08, freckles=True,
        chin=-2, jaw=5, apart=1.5, nose_length=0.94, brow_high=2.5,
    ),
    Character(
        "mochi", "Mochi", "fluffy", "#ff86b6", PEACH, "#22b573", "collar", "#fffdf8", "#ff5c93",
        "#8fe3e4", "bubbles", "#c5f5f3", accessory="catears", accessory_colour="#ff86b6",
        chin=-2, jaw=-1, apart=1.5, nose_length=0.94,
    ),
    Character(
        "haru", "Haru", "sideswept", "#4a3a34", PEACH, "#7a4a2a", "shirt", "#fffdf8", "#2f6fd0",
        "#ffb3cb", "halftone", "#ff7fa8", accessory="glasses", accessory_colour="#1b1430",
        brow=7, lash=0.8, lashes=0, lip=0.08,
        chin=2, jaw=5, apart=-1.5, nose_length=1.06,
    ),
    Character(
        "rosa", "Rosa", "bun", "#8d2f2a", TAWNY, "#4a8f2b", "kimono", "#2fae9b", SUN,
        "#ff6f52", "sunburst", "#ff9478", accessory="hairsticks", accessory_colour=SUN, lip=0.42,
        chin=2, jaw=-1, apart=1.5, nose_length=1.06,
    ),
    Character(
        "jiro", "Jiro", "topknot", "#d9d6de", HONEY, "#5a4636", "kimono", "#46538f", "#c9c3e8",
        "#f3c969", "waves", "#e0a93c", accessory="beard", brow=11, lash=0.75, lashes=0, lip=0.1,
        elder=True,
        chin=2, jaw=5, apart=1.5, nose_length=1.06, brow_high=2.5,
    ),
    Character(
        "kaji", "Kaji", "mane", "#d8243c", PEACH, "#ffab1f", "jacket", "#2b2146", "#ff8a1f",
        NIGHT, "speed", "#5c4594", accessory="horns", accessory_colour="#fff0cf",
        brow=9, lash=0.95, lashes=1, lip=0.12,
        chin=2, jaw=5, apart=1.5, nose_length=0.94,
    ),
    Character(
        "pixel", "Pixel", "helmet", "#5fd7e8", "#e9eef8", "#00b7ff", "robot", "#c9d4ea", PINK,
        "#2b2b6b", "circuit", "#4b4bb0", accessory="antennae", accessory_colour=PINK, lashes=1, lip=0.15,
        chin=-2, jaw=5, apart=1.5, nose_length=1.06,
    ),
    Character(
        "zola", "Zola", "braids", "#2c2040", DEEP, "#a85a1c", "overall", "#3f6be0", SUN,
        CYAN, "bubbles", "#6fe9e6", accessory="beads", accessory_colour=SUN, lip=0.42,
        chin=2, jaw=-1, apart=1.5, nose_length=0.94, brow_high=2.5,
    ),
    Character(
        "leila", "Leila", "scarf", "#12a5a0", HONEY, "#6b3f1d", "collar", "#f7d7e3", "#12a5a0",
        "#ffc94d", "stars", "#ffe29a", accessory="", lip=0.35, brow=6,
        chin=-2, jaw=-1, apart=-1.5, nose_length=1.06,
    ),
    Character(
        "finn", "Finn", "curls", "#e2571f", PEACH, "#1f9fb8", "hoodie", "#7a5be0", SUN,
        "#8fd3ff", "clouds", "#d8f0ff", brow=7, lash=0.8, lashes=0, lip=0.1, freckles=True,
        chin=-2, jaw=5, apart=-1.5, nose_length=1.06, brow_high=2.5,
    ),
    Character(
        "ume", "Ume", "granny", "#e9e4f0", PEACH, "#8f5fb8", "shawl", "#d65a9a", "#fff0cf",
        "#b7e36b", "dots", "#d9f4a3", accessory="roundglasses", accessory_colour="#d9922b",
        brow=6, lash=0.85, lashes=1, lip=0.3, elder=True,
        chin=-2, jaw=5, apart=-1.5, nose_length=0.94,
    ),
)

BY_SLUG: dict[str, Character] = {character.slug: character for character in CHARACTERS}

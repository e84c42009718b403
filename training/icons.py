"""Icons and photos that others made, none of a face: what is most easily taken for one by who has seen too few of them.

The icons are sets of Iconify, JSON with a body of SVG to each name; their licences are in README.md. Nothing of them is kept.
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np

from training.drawing import over, rendered

SIDE, LONGEST = 224, 700
EMOJI = ("fluent-emoji-flat", "fluent-emoji", "noto", "openmoji")
"""Sets of emoji, each of one hand; half of them are faces, and left out by their names."""
SIGNS = ("lucide", "tabler", "flat-color-icons", "circle-flags", "meteocons", "streamline-ultimate-color", "game-icons")
UNSEEN = ("emojione", "vscode-icons", "material-icon-theme")
"""What is never learned from: what shares of faces are measured on."""
_LIVING = (
    "face faces smile smiling smiley smirk grin grinning laugh emoji emoticon sad angry happy mood user users person people man men woman women boy girl child "
    "children baby family kid adult elder old head heads bust silhouette avatar portrait mask monster skull skeleton ghost alien robot bot clown ogre goblin "
    "genie fairy vampire zombie elf mage wizard witch santa claus angel devil demon imp prince princess king queen knight ninja guard cop officer detective "
    "worker farmer cook teacher judge pilot astronaut firefighter student singer artist mechanic scientist technologist superhero supervillain merperson mermaid "
    "merman troll dancer dancing kiss couple bride groom pregnant breast beard hair haired blond bald turban headscarf veil tuxedo walking running climbing "
    "biking swimming surfing rowing golfing lifting bowing shrugging facepalming pouting frowning raising tipping gesturing massage haircut steamy bath eye eyes "
    "mouth lips tooth teeth tongue nose ear ears cat dog monkey gorilla orangutan wolf fox raccoon lion tiger horse unicorn zebra deer bison cow ox buffalo "
    "pig boar ram sheep ewe goat camel llama giraffe elephant mammoth rhinoceros hippopotamus mouse rat hamster rabbit bunny chipmunk beaver hedgehog bat bear "
    "koala panda sloth otter skunk kangaroo badger paw turkey chicken rooster hatching chick bird penguin dove eagle duck swan owl dodo flamingo peacock parrot "
    "frog crocodile turtle lizard snake dragon sauropod dinosaur rex whale dolphin seal fish blowfish shark octopus snail butterfly bug ant bee beetle ladybug "
    "cricket cockroach spider scorpion mosquito fly worm moon sun doll snowman snowmen jack lantern nesting moai statue see hear speak teddy hearing hugging "
    "head-side psychology accessible wheelchair anonymous incognito spy gender female male mother father human humanoid being creature beast animal animals "
    "golem giant dwarf orc minotaur medusa cyclops gargoyle sphinx anubis horus centaur hydra kraken fiend pirate samurai viking spartan warrior executioner "
    "hood helmet visored visor barbute crowned gas respirator diving cultist prisoner figurehead scarecrow voodoo puppet totem tiki gaze sight vision "
    "android apple reddit github tux panda3d puppeteer pug mascot npm gulp bower yarn docker postgresql php elephant gnu perl python-misc duckdb jenkins "
    "honeybee joker caricature facepalm kitten squirrel hare tapir ape toad gecko salamander vulture raven crow hawk falcon hen cobra viper piranha crab lobster shrimp squid jellyfish starfish"
)
_NOT_THAT = frozenset(_LIVING.split())


@dataclass(frozen=True)
class IconSet:
    bodies: tuple[str, ...]
    side: tuple[float, float]


@lru_cache
def icon_set(folder: Path) -> IconSet:
    """The icons of a set that show no face, by their names."""
    told = json.loads((folder / "icons.json").read_text("utf-8"))
    kept = [icon for name, icon in told["icons"].items() if not _NOT_THAT & set(re.split(r"[-_\d]+", name)) and not icon.get("hidden")]
    size = told.get("width", 16), told.get("height", 16)
    bodies = tuple(icon["body"] for icon in kept if (icon.get("width", size[0]), icon.get("height", size[1])) == size and len(icon["body"]) < 40_000)
    return IconSet(bodies, size)


def some_icon(rng: np.random.Generator, folder: Path, names: tuple[str, ...]) -> np.ndarray:
    """One icon of any of these sets, RGBA; in any colour where it has none of its own."""
    own = icon_set(folder / str(rng.choice(names)))
    body = own.bodies[rng.integers(len(own.bodies))]
    colour = "#{:02x}{:02x}{:02x}".format(*(int(each) for each in rng.integers(0, 256, 3))) if rng.random() < 0.5 else "#000000"
    side = int(rng.choice([64, 128, 224]))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 {own.side[0]} {own.side[1]}" color="{colour}">{body}</svg>'
    return cv2.resize(rendered(svg, side), (side, side))


def draw_icons(rng: np.random.Generator, folder: Path, names: tuple[str, ...], ground: np.ndarray | None = None) -> np.ndarray:
    """One large icon, or a few, or a wall of them; RGB."""
    out = ground.copy() if ground is not None else _plain(rng)
    kind = rng.random()
    if kind < 0.55:
        _put(out, some_icon(rng, folder, names), int(rng.uniform(0.5, 1.15) * SIDE), SIDE / 2 + rng.normal(0, 12, 2), rng)
    elif kind < 0.8:
        for _ in range(int(rng.integers(2, 9))):
            _put(out, some_icon(rng, folder, names), int(np.exp(rng.uniform(np.log(30), np.log(170)))), rng.uniform(0, SIDE, 2), rng)
    else:
        across = int(rng.integers(2, 6))
        step = SIDE / across
        few = [some_icon(rng, folder, names) for _ in range(int(rng.integers(1, 6)))]
        for index in range(across * across):
            middle = np.array([index % across + 0.5, index // across + 0.5]) * step
            _put(out, few[rng.integers(len(few))], int(step * 0.85), middle, rng)
    return out


def _plain(rng: np.random.Generator) -> np.ndarray:
    colour = np.full(3, 255) if rng.random() < 0.4 else rng.integers(0, 256, 3)
    return np.broadcast_to(colour.astype(np.uint8), (SIDE, SIDE, 3)).copy()


def _put(out: np.ndarray, rgba: np.ndarray, size: int, middle: np.ndarray, rng: np.random.Generator) -> None:
    angle, scale = float(rng.normal(0, 8)) if rng.random() < 0.4 else 0.0, size / len(rgba)
    move = cv2.getRotationMatrix2D((len(rgba) / 2, len(rgba) / 2), angle, scale)
    move[:, 2] += middle - len(rgba) / 2
    placed = cv2.warpAffine(rgba, move, (SIDE, SIDE), flags=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    out[:] = over(placed, out)


@lru_cache
def photos(folder: Path) -> tuple[np.ndarray, ...]:
    """Every picture in a folder, RGB on white, no longer than so many pixels."""
    read = (cv2.imread(str(path), cv2.IMREAD_UNCHANGED) for path in sorted(folder.rglob("*")) if path.suffix in (".jpg", ".jpeg", ".png", ".webp"))
    return tuple(_smaller(each) for each in read if each is not None and each.ndim == 3 and each.dtype == np.uint8 and min(each.shape[:2]) >= 64)


def _smaller(bgr: np.ndarray) -> np.ndarray:
    if bgr.shape[2] == 4:
        share = bgr[..., 3:].astype(np.float32) / 255
        bgr = (bgr[..., :3] * share + 255 * (1 - share)).astype(np.uint8)
    scale = min(1.0, LONGEST / max(bgr.shape[:2]))
    return np.ascontiguousarray(cv2.resize(bgr[..., ::-1], None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))


def draw_photo(rng: np.random.Generator, folder: Path) -> np.ndarray:
    """A piece of a photo, or all of it."""
    kept = photos(folder)
    rgb = kept[rng.integers(len(kept))]
    side = int(min(rgb.shape[:2]) * np.exp(rng.uniform(np.log(0.2), 0)))
    top, left = (int(rng.integers(0, most - side + 1)) for most in rgb.shape[:2])
    piece = rgb[top : top + side, left : left + side]
    if rng.random() < 0.5:
        piece = piece[:, ::-1]
    return cv2.resize(piece, (SIDE, SIDE), interpolation=cv2.INTER_AREA if side > SIDE else cv2.INTER_LINEAR)

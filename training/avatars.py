"""Avatars that others drew and named the parts of, or whose parts were looked at one by one: DiceBear's styles.

Each style is under a free licence of its own (LICENCES); none of it is kept in this repository.
"""

import json
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

import cv2
import numpy as np

from training.drawing import OPEN, Face, Picture, rendered

SIDE = 224
LICENCES = {
    "adventurer": "CC BY 4.0, Lisa Wischofsky",
    "big-ears": "CC BY 4.0, The Visual Team",
    "avataaars": "free for personal and commercial use, Pablo Stanley",
    "big-smile": "CC BY 4.0, Ashley Seo",
    "clay": "CC0 1.0, DiceBear",
    "critters": "CC0 1.0, DiceBear",
    "croodles": "CC BY 4.0, vijay verma",
    "cutouts": "CC0 1.0, DiceBear",
    "fun-emoji": "CC BY 4.0, Davis Uche",
    "lorelei": "CC0 1.0, Lisa Wischofsky",
    "marbles": "CC0 1.0, DiceBear",
    "micah": "CC BY 4.0, Micah Lanier",
    "moods": "CC0 1.0, DiceBear",
    "notionists": "CC0 1.0, Zoish",
    "open-peeps": "CC0 1.0, Pablo Stanley",
    "personas": "CC BY 4.0, Draftbit",
    "sprouts": "CC0 1.0, DiceBear",
    "toon-head": "CC BY 4.0, Johan Melin",
    "voxel-art": "CC0 1.0, DiceBear",
}
NOBODY = ("clay", "critters", "cutouts", "fun-emoji", "marbles", "moods", "sprouts", "voxel-art")
"""Styles that draw no people, but eyes and mouths."""
NOT_WANTED = ("maskProbability", "beardProbability", "facialHairProbability", "glassesProbability", "accessoriesProbability", "mustacheProbability", "gestureProbability")
"""Parts that hide eyes or mouths as often as not."""


def _names(words: str, prefix: str = "variant") -> list[str]:
    return [f"{prefix}{word}" if word[0].isdigit() else word for word in words.split()]


def _table(**lists: list[str]) -> dict[str, str]:
    return {name: kind for kind, names in lists.items() for name in names}


# Eyes: O open, C shut, H half open, L or R the viewer's left or right one alone shut. Mouths: O and C. What is in no
# list is neither, or nobody could say: hearts, sunglasses, bared teeth, tongues.
EYES = {
    "avataaars": _table(O=_names("default eyeRoll side surprised"), H=["squint"], C=["closed", "happy"]),
    "clay": _table(O=_names("even big tiny side outward inward dots down up pinprick"), C=["happy"], R=["wink"]),
    "critters": _table(O=_names("round dots bigPupils sideeye inward uneven wide close angry"), H=["sleepy"], C=_names("happy closedLine squint"), R=["wink"]),
    "croodles": _table(O=_names("01 02 06 11 16"), C=_names("03 05 08")),
    "cutouts": _table(O=_names("circleSquare bigSmall pair ringDot squares inkDots"), L=["sleepyOpen"]),
    "fun-emoji": _table(O=_names("cute pissed plain sad"), C=_names("closed closed2 crying sleepClose"), R=["wink"]),
    "marbles": _table(O=_names("dots wide uneven oval"), C=_names("closed happy squint sleepy"), L=["wink"]),
    "moods": _table(O=_names("pupils bigPupils sparkle small uneven tallPupils lookSide lookDown lookUp angry"), H=["sleepy", "calm"], C=_names("happy closed squint"), R=["wink"]),
    "notionists": _table(O=_names("04 05"), H=_names("01 02")),
    "sprouts": _table(O=_names("round dots bigPupils sideeye wide close angry"), H=["sleepy"], C=_names("happy closedLine"), R=["wink"]),
    "voxel-art": _table(O=["open", "side", "wide"], C=["happy", "closed"]),
    "adventurer": _table(O=_names("01 02 03 06 07 09 10 12 15 23 24 25 26"), H=_names("04 14 16 17 18 05 11 13"), C=_names("19 20"), R=_names("21"), L=_names("22")),
    "big-ears": _table(O=_names("01 02 03 04 05 07 08 09 14 15 18 20 21 22 24 26 27 28 29 30"), C=_names("11 12 31 32")),
    "big-smile": _table(O=_names("angry cheery confused normal sad starstruck"), C=["sleepy"], L=["winking"]),
    "lorelei": _table(O=_names("02 04 05 06 07 08 09 10 11 12 13 14 16 17 20 21 23 24"), C=_names("01 19 22"), L=_names("15"), R=_names("18")),
    "micah": _table(O=["eyes", "eyesShadow", "round"], C=["smiling", "smilingShadow"]),
    "personas": _table(O=["open"], C=["happy", "sleep"], R=["wink"]),
    "toon-head": _table(O=["happy", "wide"], C=["bow", "humble"], L=["wink"]),
}
MOUTHS = {
    "avataaars": _table(O=_names("concerned default disbelief screamOpen smile"), C=["serious", "twinkle"]),
    "clay": _table(O=_names("o open openSmall laugh"), C=_names("smile frown line wavy pout smirk zigzag cat smileBig uu")),
    "critters": _table(O=_names("grin laugh ooh open"), C=_names("smile tinySmile line smirk wavy catMouth zigzag frown sad slant")),
    "croodles": _table(O=_names("03 04 10 11 17"), C=_names("01 02 06 07 09 14 15 16 18")),
    "cutouts": _table(O=["gasp"], C=["zigzag", "wavy", "smile"]),
    "fun-emoji": _table(O=["shout", "pissed"], C=_names("cute lilSmile plain sad wideSmile")),
    "marbles": _table(O=["open"], C=_names("smile grin small smirk line wavy jagged pout cat")),
    "moods": _table(O=_names("bigSmile smileOpen open gasp laugh"), C=_names("smile wide cat smirk line frown wavy")),
    "notionists": _table(O=_names("05 08 11 13 14 15 25 29 30"), C=_names("01 02 03 04 17 18 19 20 21 22 23 24")),
    "sprouts": _table(O=_names("grin ooh open"), C=_names("smile tinySmile line catMouth frown wavy")),
    "voxel-art": _table(O=["ooh", "laugh", "bigSmile"], C=_names("smile flat smirk frown wideSmile")),
    "adventurer": _table(O=_names("01 03 05 07 13 14 15 18 20 21 24 25 26 27 28 30"), C=_names("02 04 06 08 09 10 17 19 29")),
    "big-ears": _table(O=_names("0101 0103 0104 0201 0202 0203 0204 0301 0302 0303 0304 0402 0403 0404"), C=_names("0701 0702 0703 0704 0705 0706 0707 0708")),
    "big-smile": _table(O=["braces", "gapSmile", "openSad", "openedSmile"], C=["unimpressed"]),
    "lorelei": _table(O=_names("happy05 happy06 happy08 happy12 sad01"), C=_names("happy01 happy02 happy03 happy04 happy10 happy13 happy14 happy15 sad03 sad04 sad05 sad09")),
    "micah": _table(O=["laughing", "surprised"], C=["frown", "pucker", "sad", "smile", "smirk"]),
    "personas": _table(O=["bigSmile", "surprise"], C=["frown", "lips", "smile", "smirk"]),
    "toon-head": _table(O=["agape", "laugh"], C=["sad", "smile"]),
}
PEEPS = {
    **dict.fromkeys(_names("awe contempt_ driven old solemn_ smile tired veryAngry"), "OC"),
    **dict.fromkeys(["calm", "contempt", "cute", "eyesClosed"], "CC"),
    **dict.fromkeys(["concernedFear", "smileLOL"], "CO"),
    **dict.fromkeys(["explaining", "rage", "concerned"], "OO"),
}
"""Open Peeps has one part for eyes and mouth."""
_OPEN_PEEPS_FACE = np.array([0.55, 0.45]), np.array([0.69, 0.45]), np.array([0.63, 0.67])
_OPENNESS = {"O": OPEN, "C": 0.0, "H": 0.5}


@lru_cache
def _style(name: str) -> tuple[dict, object]:
    from dicebear import Style

    definition = json.loads(files("dicebear_styles").joinpath(f"{name}.json").read_text("utf-8"))
    return definition["components"], Style(definition)


def draw_avatar(rng: np.random.Generator, name: str) -> Picture | None:
    """One avatar of a style, RGBA; None where its parts cannot be told from each other."""
    components, style = _style(name)
    unwanted = {option: 0 for option in NOT_WANTED if option.removesuffix("Probability") in components}
    base = {"seed": str(rng.integers(1 << 30))} | unwanted
    if name == "open-peeps":
        expression = str(rng.choice([known for known in PEEPS if known in components["expression"]["variants"]]))
        return _peep(style, base, expression)
    eyes, mouth = str(rng.choice(list(EYES[name]))), str(rng.choice(list(MOUTHS[name])))
    if rng.random() < 0.5:
        # As many shut as open, however many variants there are of each.
        eyes = _of_kind(rng, EYES[name], "CLR" if rng.random() < 0.5 else "O")
        mouth = _of_kind(rng, MOUTHS[name], "C" if rng.random() < 0.5 else "O")
    chosen = base | {"eyesVariant": [eyes], "mouthVariant": [mouth]}
    whole = _picture(style, chosen)
    at_eyes = _difference(whole, _picture(style, chosen | {"eyesProbability": 0}))
    at_mouth = _difference(whole, _picture(style, chosen | {"mouthProbability": 0}))
    places = _places(at_eyes, at_mouth)
    if places is None:
        return None
    kind = EYES[name][eyes]
    left, right = (0.0 if kind == side else _OPENNESS.get(kind, OPEN) for side in "LR")
    return Picture(whole, Face(*places, left, right, _OPENNESS[MOUTHS[name][mouth]]), name)


def _of_kind(rng: np.random.Generator, table: dict[str, str], kinds: str) -> str:
    return str(rng.choice([variant for variant, kind in table.items() if kind in kinds] or list(table)))


def _peep(style: object, base: dict, expression: str) -> Picture:
    whole = _picture(style, base | {"expressionVariant": [expression]})
    box = _box(_difference(whole, _picture(style, base | {"expressionProbability": 0})))
    eyes, mouth = (_OPENNESS[kind] for kind in PEEPS[expression])
    if box is None:
        return Picture(whole, None, "nothing")
    left, top, right, bottom = box
    places = [np.array([left + x * (right - left), top + y * (bottom - top)]) for x, y in ((0.27, 0.22), (0.8, 0.22), (0.5, 0.86))]
    return Picture(whole, Face(*places, eyes, eyes, mouth), "open-peeps")


def _picture(style: object, options: dict) -> np.ndarray:
    from dicebear import Avatar

    return rendered(str(Avatar(style, options)), SIDE)


def _difference(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.abs(one.astype(int) - other.astype(int)).max(axis=2) > 24


def _box(mask: np.ndarray) -> tuple[int, int, int, int] | None:
    points = cv2.findNonZero(mask.astype(np.uint8))
    if points is None or len(points) < 6:
        return None
    left, top, width, height = cv2.boundingRect(points)
    return left, top, left + width, top + height


def _places(eyes: np.ndarray, mouth: np.ndarray) -> list[np.ndarray] | None:
    """The two eyes stand apart: the widest gap between columns that changed is between them."""
    box, at_mouth = _box(eyes), _box(mouth)
    if box is None or at_mouth is None:
        return None
    columns = np.flatnonzero(eyes.any(axis=0))
    gaps = [(right - left, (left + right) / 2) for left, right in pairwise(columns)]
    middle = max(gaps)[1] if gaps and max(gaps)[0] > 2 else (box[0] + box[2]) / 2
    split = round(middle)
    halves = [_box(np.pad(eyes[:, :split], ((0, 0), (0, eyes.shape[1] - split)))), _box(np.pad(eyes[:, split:], ((0, 0), (split, 0))))]
    if None in halves:
        return None
    centres = [np.array([(b[0] + b[2]) / 2, (b[1] + b[3]) / 2]) for b in (*halves, at_mouth)]
    drop = centres[2][1] - (centres[0][1] + centres[1][1]) / 2
    apart = centres[1][0] - centres[0][0]
    return centres if drop > 6 and apart > 6 else None

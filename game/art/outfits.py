"""A hint of clothes under the chin, enough to say who somebody is."""

from collections.abc import Callable

from game.art.characters import Character
from game.art.palette import INK, PAPER, darker, lighter
from game.art.svg import Part, brush, clipped, ellipse, flip, inked, line, path

SHOULDERS = "M84 540C86 484 104 458 150 448C184 441 206 436 220 424Q256 470 292 424C306 436 328 441 362 448C408 458 426 484 428 540Z"
Outfit = Callable[[Character], str]


def both(d: str, fill: str, width: float = 5) -> str:
    return inked(d, fill, width) + inked(flip(d), fill, width)


def tee(character: Character) -> str:
    ring = "M206 434Q256 494 306 434L296 424Q256 470 216 424Z"
    return inked(ring, character.trim, 5)


def sailor(character: Character) -> str:
    flap = "M214 426C190 438 160 446 146 452C160 486 206 506 256 512L256 486C234 470 222 448 214 426Z"
    stripe = "M164 458C180 480 212 494 250 500"
    bow = "M256 492C232 474 212 480 214 498C216 514 236 514 256 500Z"
    stripes = line(stripe + flip(stripe), PAPER, 4)
    return both(flap, character.trim) + stripes + both(bow, "#ff3d5f") + ellipse(256, 497, 9, 10, "#ff3d5f", stroke=INK, stroke_width=5)


def tracksuit(character: Character) -> str:
    collar = "M218 420C198 426 190 440 196 456L244 512L256 480Z"
    stripes = line("M128 458C114 480 108 500 106 530M148 454C134 476 128 500 126 530", character.trim, 7)
    right = line("M384 458C398 480 404 500 406 530M364 454C378 476 384 500 386 530", character.trim, 7)
    return stripes + right + line("M256 480V530", INK, 5) + both(collar, character.trim)


def hoodie(character: Character) -> str:
    hood = "M216 418C180 424 160 440 158 458C190 466 226 486 256 512L256 484C236 468 222 446 216 418Z"
    cords = line("M226 482L222 520", character.trim, 6) + line("M286 482L290 520", character.trim, 6)
    return both(hood, darker(character.outfit_colour, 0.14)) + cords


def turtleneck(character: Character) -> str:
    roll = "M206 410C204 430 202 446 206 458C236 474 276 474 306 458C310 446 308 430 306 410C276 430 236 430 206 410Z"
    ribs = "".join(f"M{x} {y}L{x} {y + 24}" for x, y in ((226, 430), (246, 435), (266, 435), (286, 430)))
    return inked(roll, character.trim, 5) + line(ribs, darker(character.trim, 0.35), 3)


def collar(character: Character) -> str:
    wing = "M218 420C196 428 176 440 172 452C186 470 212 478 240 480C250 478 254 472 256 466C238 458 226 442 218 420Z"
    button = ellipse(256, 474, 9, 9, character.trim, stroke=INK, stroke_width=4.5)
    return both(wing, lighter(character.trim, 0.25)) + button + line("M256 486V530", INK, 4)


def shirt(character: Character) -> str:
    tie = "M244 470L268 470L264 488L276 540L236 540L248 488Z"
    wing = "M218 418L194 440L226 484L256 466C238 456 226 440 218 418Z"
    return inked(tie, character.trim, 5) + both(wing, "#ffffff")


def kimono(character: Character) -> str:
    under = "M222 416L196 436L250 530L330 530L256 478Z"
    right = "M294 416C304 430 316 440 328 444L246 540L196 540C240 500 276 460 294 416Z"
    left = "M218 416C208 430 196 440 184 444L250 522L274 496C246 474 228 446 218 416Z"
    return inked(under, PAPER, 4) + inked(left, character.trim, 5) + inked(right, character.trim, 5)


def jacket(character: Character) -> str:
    lapel = "M216 414C190 424 176 440 178 452L206 470L196 486L244 540L256 540L256 500C236 474 222 446 216 414Z"
    tee_shirt = path("M214 426Q256 500 298 426L300 540L212 540Z", character.trim)
    return tee_shirt + both(lapel, lighter(character.outfit_colour, 0.12)) + line("M120 470C110 490 106 510 104 530", character.trim, 6)


def robot(character: Character) -> str:
    ring = "M204 420C204 436 206 446 210 452C240 466 272 466 302 452C306 446 308 436 308 420C280 438 232 438 204 420Z"
    heart = "M256 512C236 496 236 482 246 480C252 479 256 486 256 488C256 486 260 479 266 480C276 482 276 496 256 512Z"
    bolts = "".join(ellipse(x, 482, 7, 7, "#8d9cc0", stroke=INK, stroke_width=4) for x in (150, 362))
    return inked(ring, "#8d9cc0", 5) + inked(heart, character.trim, 4) + bolts


def overall(character: Character) -> str:
    strap = "M152 450L186 444L214 540L180 540Z"
    shirt_colour = inked(SHOULDERS, character.trim)
    ring = line("M210 432Q256 490 302 432", darker(character.trim, 0.3), 6)
    buttons = "".join(ellipse(x, 506, 8, 8, PAPER, stroke=INK, stroke_width=4) for x in (196, 316))
    return shirt_colour + ring + both(strap, character.outfit_colour) + buttons


def shawl(character: Character) -> str:
    wrap = "M214 420C176 432 130 444 110 470C150 500 210 520 262 526L262 490C238 474 222 450 214 420Z"
    fringe = line("M120 474C160 500 210 516 250 520", character.trim, 4)
    brooch = ellipse(256, 492, 14, 14, "#ffd23f", stroke=INK, stroke_width=5) + ellipse(252, 488, 4, 4, "#ffffff")
    right = line(flip("M120 474C160 500 210 516 250 520"), character.trim, 4)
    return both(wrap, lighter(character.outfit_colour, 0.2)) + fringe + right + brooch


OUTFITS: dict[str, Outfit] = {
    "tee": tee, "sailor": sailor, "tracksuit": tracksuit, "hoodie": hoodie, "turtleneck": turtleneck, "collar": collar,
    "shirt": shirt, "kimono": kimono, "jacket": jacket, "robot": robot, "overall": overall, "shawl": shawl,
}


def draw_outfit(character: Character, prefix: str) -> Part:
    """Shoulders and collar."""
    shade = path("M300 400C330 470 380 470 440 470L440 560L330 560C340 520 330 480 290 440Z", darker(character.outfit_colour, 0.2))
    drawn = inked(SHOULDERS, character.outfit_colour, 6) + clipped(f"{prefix}o", SHOULDERS, shade)
    creases = brush((140, 500), (150, 520), (146, 540), 3) + brush((372, 500), (362, 520), (366, 540), 3)
    return Part(drawn + creases + OUTFITS[character.outfit](character), (SHOULDERS,))

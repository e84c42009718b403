"""Loose stickers for the pages: medals, a crown and the tools of the evening."""

from collections.abc import Callable
from math import cos, pi, sin

from game.art.backgrounds import star
from game.art.palette import CYAN, INK, LEAF, PAPER, PINK, SUN, WHITE, darker, lighter
from game.art.svg import document, ellipse, flip, inked, line, mirrored, path, pt

DIGITS = {
    1: "M238 226L262 206V310M236 310H288",
    2: "M226 232C230 204 284 198 288 234C290 258 236 280 224 310H290",
    3: "M226 222C240 200 286 202 284 232C282 252 262 256 252 256C268 256 290 264 288 286C284 316 238 318 222 296",
}
METALS = {1: SUN, 2: "#cfd6e6", 3: "#e39a5b"}


def _burst(points: int, outer: float, inner: float) -> str:
    radii = ((outer if i % 2 == 0 else inner, pi * i / points + 0.06) for i in range(2 * points))
    return "M" + "L".join(pt(256 + r * cos(a), 256 + r * sin(a)) for r, a in radii) + "Z"


def medal(place: int) -> str:
    """A medal on a ribbon for place 1, 2 or 3. 512 x 512."""
    metal = METALS[place]
    ribbon = "M206 300L150 486L204 462L240 500L268 340Z"
    coin = (
        inked(_burst(18, 172, 150), metal, 16)
        + ellipse(256, 256, 116, 116, lighter(metal, 0.35), stroke=darker(metal, 0.35), stroke_width=8)
        + path("M164 214C180 176 214 154 254 152L250 168C218 172 192 188 178 220Z", WHITE, opacity=0.8)
    )
    digit = line(DIGITS[place], INK, 44) + line(DIGITS[place], PAPER, 20)
    return document(inked(ribbon, PINK, 14) + inked(flip(ribbon), CYAN, 14) + coin + digit)


def crown() -> str:
    """The winner's crown. 512 x 512."""
    d = "M88 392L60 176L168 270L256 112L344 270L452 176L424 392Z"
    band = "M88 392L82 346C190 372 322 372 430 346L424 392C420 424 92 424 88 392Z"
    balls = "".join(ellipse(x, y, 26, 26, PINK, stroke=INK, stroke_width=14) for x, y in ((60, 166), (452, 166)))
    gem = ellipse(256, 98, 32, 32, CYAN, stroke=INK, stroke_width=14) + ellipse(246, 88, 8, 9, WHITE)
    shade = path("M344 270L452 176L428 352C400 358 370 362 340 364Z", darker(SUN, 0.2))
    jewels = "".join(inked(star(x, y, 22, 0.5, 4), c, 8) for x, y, c in ((160, 372, CYAN), (256, 382, PINK), (352, 372, LEAF)))
    return document(inked(d, SUN, 18) + shade + inked(d, "none", 18) + inked(band, lighter(SUN, 0.35), 14) + balls + gem + jewels)


def trophy() -> str:
    """A cup for the leaderboard. 512 x 512."""
    cup = "M142 70H370C376 190 356 282 282 312V362H230V312C156 282 136 190 142 70Z"
    handle = "M146 108C84 96 56 128 70 186C80 232 122 254 166 250"
    handles = line(handle + flip("M146 108C84 96 56 128 70 186C80 232 122 254 166 250"), INK, 46)
    gold = line(handle + flip(handle), SUN, 18)
    foot = inked("M168 362H344L364 446H148Z", PINK, 18) + line("M206 406H306", PAPER, 12)
    shade = path("M300 80H361C364 190 346 272 286 300L272 292C314 240 312 160 300 80Z", darker(SUN, 0.22))
    return document(handles + gold + inked(cup, SUN, 18) + shade + inked(star(246, 176, 58, 0.46), PAPER, 14) + foot)


def camera() -> str:
    """A camera ready to shoot. 512 x 512."""
    body = "M78 152H160L190 104H322L352 152H434C456 152 468 166 468 188V384C468 406 456 420 434 420H78C56 420 44 406 44 384V188C44 166 56 152 78 152Z"
    stripe = path("M53 300H459V384C459 400 450 411 434 411H78C62 411 53 400 53 384Z", darker(PINK, 0.18))
    lens = (
        ellipse(256, 282, 104, 104, PAPER, stroke=INK, stroke_width=18)
        + ellipse(256, 282, 68, 68, CYAN, stroke=INK, stroke_width=14)
        + ellipse(256, 282, 34, 34, INK)
        + ellipse(232, 254, 20, 22, WHITE)
        + ellipse(280, 306, 10, 11, WHITE)
    )
    return document(inked(body, PINK, 18) + stripe + ellipse(404, 206, 20, 20, SUN, stroke=INK, stroke_width=12) + lens)


def hourglass() -> str:
    """Time running out. 512 x 512."""
    glass = "M142 96H370C370 176 330 216 282 256C330 296 370 336 370 416H142C142 336 182 296 230 256C182 216 142 176 142 96Z"
    sand = path("M170 160H342C326 200 296 222 262 250V330C300 340 336 372 348 406H164C176 372 212 340 250 330V250C216 222 186 200 170 160Z", SUN)
    glint = line("M176 126C180 156 192 178 206 194", WHITE, 12)
    caps = "".join(inked(f"M118 {y}H394C414 {y} 414 {y + 48} 394 {y + 48}H118C98 {y + 48} 98 {y} 118 {y}Z", PINK, 18) for y in (56, 408))
    return document(inked(glass, "#d9f7f8", 18) + sand + glint + inked(glass, "none", 18) + caps)


def no_face() -> str:
    """An empty head with a question in it, for photos in which nobody was found. 512 x 512."""
    head = "M256 92C156 92 112 160 112 246C112 350 176 446 256 446C336 446 400 350 400 246C400 160 356 92 256 92Z"
    ear = "M112 246C84 232 70 254 80 288C88 312 108 322 126 312"
    mark = "M214 222C218 166 302 166 300 222C298 256 258 258 256 302"
    return document(inked(ear, PAPER, 16) + mirrored(inked(ear, PAPER, 16)) + inked(head, PAPER, 18) + line(mark, PINK, 30) + ellipse(256, 356, 18, 18, PINK))


STICKERS: dict[str, Callable[[], str]] = {
    "crown": crown, "trophy": trophy, "camera": camera, "hourglass": hourglass, "no-face": no_face,
    "medal-1": lambda: medal(1), "medal-2": lambda: medal(2), "medal-3": lambda: medal(3),
}

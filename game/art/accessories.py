"""What a character wears on the head, and nothing else."""

from collections.abc import Callable

from game.art.backgrounds import star
from game.art.characters import Character
from game.art.palette import INK, PAPER, PINK, SUN, darker, lighter
from game.art.svg import NOTHING, Part, brush, ellipse, flip, inked, line, mirrored, path

Accessory = Callable[[Character], Part]


def ribbon(c: Character) -> Part:
    loop = "M352 104C336 62 366 30 392 44C416 58 404 96 360 110Z"
    loop2 = "M360 110C392 92 436 96 438 126C438 154 398 156 356 118Z"
    tail = "M356 112C372 128 380 150 374 176L396 164L404 184C408 152 388 126 362 108Z"
    drawn = inked(tail, darker(c.accessory_colour, 0.2), 5) + inked(loop, c.accessory_colour) + inked(loop2, c.accessory_colour)
    folds = brush((360, 104), (376, 84), (384, 66), 3.5) + brush((366, 114), (394, 116), (414, 122), 3.5)
    knot = ellipse(359, 110, 12, 12, c.accessory_colour, stroke=INK, stroke_width=5)
    return Part(mirrored(drawn + folds + knot), (flip(loop), flip(loop2)))


def headband(c: Character) -> Part:
    band = "M134 206C170 158 342 158 378 206L376 232C340 190 172 190 136 232Z"
    tail = "M134 206L80 192L92 214L66 226L130 232Z"
    knot = inked(tail, darker(c.accessory_colour, 0.2), 5)
    disc = ellipse(256, 183, 15, 13, PINK, stroke=INK, stroke_width=4.5)
    return Part(knot + inked(band, c.accessory_colour, 5) + disc, (tail,))


def scrunchies(c: Character) -> Part:
    d = "M136 142C118 136 108 150 118 162C106 172 116 190 130 184C136 198 154 194 154 180C168 176 168 158 154 154C154 140 142 134 136 142Z"
    return Part(inked(d, c.accessory_colour, 5) + inked(flip(d), c.accessory_colour, 5), ())


def hoops(c: Character) -> Part:
    ring = "M134 322m-20 24a20 24 0 1 0 40 0a20 24 0 1 0 -40 0"
    drawn = line(ring, INK, 13) + line(ring, c.accessory_colour, 6)
    return Part(drawn + mirrored(drawn))


def clips(c: Character) -> Part:
    one = "M344 168L388 190L384 200L340 178Z"
    two = "M338 190L382 212L378 222L334 200Z"
    return Part(inked(one, c.accessory_colour, 4.5) + inked(two, c.accessory_colour, 4.5))


def cap(c: Character) -> Part:
    dome = "M122 186C112 90 176 44 256 44C336 44 400 90 390 186C340 160 172 160 122 186Z"
    brim = "M116 190C150 140 362 140 396 190C410 204 404 216 388 210C330 178 182 178 124 210C108 216 102 204 116 190Z"
    panel = "M196 160C196 100 226 66 256 66C286 66 316 100 316 160C276 154 236 154 196 160Z"
    shade = path("M338 62C378 90 394 130 388 184L340 170C352 130 350 96 338 62Z", darker(c.accessory_colour, 0.25))
    drawn = inked(dome, c.accessory_colour) + shade + inked(panel, PAPER, 5) + inked(star(256, 116, 30, 0.46), SUN, 4.5)
    return Part(drawn + inked(dome, "none") + inked(brim, darker(c.accessory_colour, 0.12)) + ellipse(256, 44, 11, 8, c.accessory_colour, stroke=INK, stroke_width=5), (dome, brim))


def catears(c: Character) -> Part:
    ear = "M132 142C112 96 110 50 122 14C160 26 200 56 222 86C186 92 156 112 132 142Z"
    inner = "M144 112C134 86 132 62 136 42C160 54 180 70 194 86C174 92 158 100 144 112Z"
    tuft = path("M146 112L150 84L160 100L170 74L176 96L192 86C174 92 158 100 146 112Z", lighter(c.accessory_colour, 0.6))
    drawn = inked(ear, c.accessory_colour) + path(inner, "#ff5c93") + tuft
    return Part(drawn + mirrored(drawn), (ear, flip(ear)))


def glasses(c: Character) -> Part:
    lens = "M264 268C262 240 284 232 314 234C346 236 362 244 360 270C358 300 340 312 312 312C284 312 266 298 264 268Z"
    glint = path("M284 246L300 244L282 276L274 270Z", "#ffffff", opacity=0.65) + path("M308 243L315 243L290 288L284 284Z", "#ffffff", opacity=0.5)
    rims = path(lens, "#bfe9ff", opacity=0.14) + line(lens, c.accessory_colour, 6)
    arms = line("M360 262L376 256", c.accessory_colour, 6)
    return Part(rims + arms + mirrored(rims + arms) + glint + line("M248 262Q256 256 264 262", c.accessory_colour, 6))


def roundglasses(c: Character) -> Part:
    rims = ellipse(314, 272, 46, 44, "#bfe9ff", fill_opacity=0.12, stroke=INK, stroke_width=9) + ellipse(
        314, 272, 46, 44, "none", stroke=c.accessory_colour, stroke_width=4
    )
    glint = path("M288 250L302 240L284 272L278 268Z", "#ffffff", opacity=0.65)
    bridge = line("M266 266Q256 256 246 266", INK, 9) + line("M266 266Q256 256 246 266", c.accessory_colour, 4)
    return Part(rims + mirrored(rims) + bridge + glint)


def hairsticks(c: Character) -> Part:
    stick = line("M196 92L342 6", INK, 14) + line("M196 92L342 6", c.accessory_colour, 6)
    bead = ellipse(346, 6, 13, 13, "#ff4f6d", stroke=INK, stroke_width=5)
    flower = "".join(ellipse(x, y, 15, 15, "#fff7ec", stroke=INK, stroke_width=4.5) for x, y in ((176, 104), (202, 94), (214, 118), (194, 136), (170, 126)))
    return Part(stick + bead + flower + ellipse(191, 116, 11, 11, SUN, stroke=INK, stroke_width=4))


def beard(c: Character) -> Part:
    white, shade = c.hair_colour, c.hair_shade
    moustache = "M256 330C236 322 206 330 186 356C208 352 232 350 256 342C280 350 304 352 326 356C306 330 276 322 256 330Z"
    goatee = "M206 404C212 386 236 388 256 390C276 388 300 386 306 404C312 440 286 470 258 508C228 470 200 440 206 404Z"
    strokes = "".join(brush((x, 410), (x + d, 440), (256 + (x - 256) * 0.3, 476), 3, shade) for x, d in ((232, -2), (256, 2), (280, 2)))
    return Part(inked(goatee, white, 5) + strokes + inked(moustache, white, 4.5), (goatee,))


def horns(c: Character) -> Part:
    horn = "M168 108C146 84 142 48 158 12C172 44 196 66 218 78C200 84 182 94 168 108Z"
    rings = brush((156, 66), (170, 66), (184, 54), 3, darker(c.accessory_colour, 0.5)) + brush((160, 84), (180, 82), (200, 68), 3, darker(c.accessory_colour, 0.5))
    drawn = inked(horn, c.accessory_colour) + rings
    return Part(drawn + mirrored(drawn), (horn, flip(horn)))


def antennae(c: Character) -> Part:
    disc = "M104 230C84 232 80 300 104 304L126 300L126 234Z"
    rod = line("M104 240L84 110", INK, 12) + line("M104 240L84 110", "#c9d4ea", 5) + ellipse(82, 102, 15, 15, c.accessory_colour, stroke=INK, stroke_width=5)
    light = ellipse(106, 267, 9, 16, c.accessory_colour, stroke=INK, stroke_width=4)
    drawn = rod + inked(disc, "#c9d4ea", 5) + light
    bolt = ellipse(256, 190, 10, 10, SUN, stroke=INK, stroke_width=4)
    return Part(drawn + mirrored(drawn) + bolt, (disc, flip(disc)))


def beads(c: Character) -> Part:
    tones = (c.accessory_colour, "#ff5a8a", "#19d3da")
    drawn = "".join(ellipse(132, y, 22, 10, t, stroke=INK, stroke_width=4.5) for y, t in zip((458, 474), tones, strict=False))
    gem = ellipse(256, 140, 9, 11, c.accessory_colour, stroke=INK, stroke_width=4)
    return Part(drawn + mirrored(drawn) + gem)


ACCESSORIES: dict[str, Accessory] = {
    "ribbon": ribbon, "headband": headband, "scrunchies": scrunchies, "hoops": hoops, "clips": clips, "cap": cap,
    "catears": catears, "glasses": glasses, "roundglasses": roundglasses, "hairsticks": hairsticks, "beard": beard,
    "horns": horns, "antennae": antennae, "beads": beads,
}


def draw_accessory(character: Character) -> Part:
    return ACCESSORIES[character.accessory](character) if character.accessory else NOTHING

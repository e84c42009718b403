"""What phones show before a page whose certificate nobody vouches for, and where to tap: for who has never seen it."""

from game.art.palette import CYAN, INK, PINK, WHITE
from game.art.svg import document, ellipse, line

VIEW = "0 0 240 400"
GREY, BLUE, RED, CLOUD = "#8a8494", "#0a63d6", "#d5312b", "#eceaf0"


def draw_iphone() -> str:
    """Safari: "Show Details", then "visit this website" at the end of what it shows."""
    warning = _text(26, 84, "This Connection Is", 17, INK, bold=True) + _text(26, 105, "Not Private", 17, INK, bold=True)
    details = _lines(26, 188, (188, 176, 120))
    way = _text(26, 262, "visit this website", 15, BLUE)
    first = _button(26, 136, 100, 26, CLOUD, "Show Details", BLUE)
    picture = warning + first + details + way + _here(20, 130, 114, 38, "1") + _here(20, 241, 152, 34, "2")
    return _phone(picture, "An iPhone: tap Show Details, then visit this website")


def draw_android() -> str:
    """Chrome: "Advanced", then "Proceed to …" below it."""
    sign = f'<path d="M44 62L66 100H22Z" fill="{RED}" stroke="{RED}" stroke-width="6" stroke-linejoin="round"/>' + line("M44 74V87M44 94V95", WHITE, 5)
    warning = _text(22, 134, "Your connection is", 17, INK, bold=True) + _text(22, 155, "not private", 17, INK, bold=True)
    first = _button(22, 232, 90, 30, WHITE, "Advanced", BLUE)
    way = _text(22, 312, "Proceed to 192.168…", 15, BLUE)
    picture = sign + warning + _lines(22, 176, (196, 184, 110)) + first + way + _here(16, 226, 102, 42, "1") + _here(16, 290, 176, 36, "2")
    return _phone(picture, "An Android phone: tap Advanced, then Proceed")


def _phone(screen: str, title: str) -> str:
    body = f'<rect x="8" y="8" width="224" height="384" rx="28" fill="{WHITE}" stroke="{INK}" stroke-width="8"/>'
    ear = line("M102 26H138", INK, 5)
    return document(body + ear + screen, VIEW, title)


def _text(x: int, y: int, words: str, size: int, colour: str, *, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x}" y="{y}" font-family="sans-serif" font-size="{size}"{weight} fill="{colour}">{words}</text>'


def _lines(x: int, y: int, widths: tuple[int, ...]) -> str:
    """Words that nobody has to read."""
    return "".join(line(f"M{x} {y + 16 * row}H{x + width - 10}", GREY, 5) for row, width in enumerate(widths))


def _button(x: int, y: int, width: int, height: int, ground: str, words: str, colour: str) -> str:
    box = f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="7" fill="{ground}" stroke="{GREY}" stroke-width="2"/>'
    return box + _text(x + 8, y + height // 2 + 5, words, 13, colour)


def _here(x: int, y: int, width: int, height: int, number: str) -> str:
    """A ring around what is to be tapped, with its turn."""
    ring = f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="14" fill="none" stroke="{PINK}" stroke-width="6"/>'
    spot = ellipse(x + width, y, 14, 14, CYAN, stroke=INK, stroke_width=4)
    return ring + spot + _text(x + width - 5, y + 6, number, 16, INK, bold=True)

"""The colours of the house, and how the drawings derive tones from them."""

from colorsys import hls_to_rgb, rgb_to_hls

INK = "#1b1430"
PAPER = "#fff7ec"
PINK = "#ff3d7f"
CYAN = "#19d3da"
SUN = "#ffd23f"
LEAF = "#2fbf71"
WHITE = "#ffffff"
NIGHT = "#3a2a63"


def mix(colour: str, other: str, amount: float) -> str:
    """`colour` moved towards `other` by `amount` 0..1; both and the answer are #rrggbb."""
    pairs = ((int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * amount):02x}" for a, b in pairs)


def lighter(colour: str, amount: float) -> str:
    """`colour` moved towards white by `amount` 0..1."""
    return mix(colour, WHITE, amount)


def darker(colour: str, amount: float) -> str:
    """`colour` moved towards a violet shadow by `amount` 0..1: manga shade is never grey."""
    return mix(colour, "#2a1048", amount)


def brightness(colour: str) -> float:
    """How bright `colour` looks, 0 (black) to 1 (white)."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.3 * red + 0.59 * green + 0.11 * blue


def glow(colour: str) -> str:
    """`colour` in bright light, its hue kept: what shines on dark hair is never grey."""
    hue, light, rich = rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    lit = hls_to_rgb(hue, light + (1 - light) * 0.42, max(rich, 0.5))
    return "#" + "".join(f"{round(255 * value):02x}" for value in lit)

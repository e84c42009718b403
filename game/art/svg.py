"""The few SVG words that the illustrator speaks. Everything is text in the 512 x 512 frame."""

from dataclasses import dataclass
from math import hypot

from game.art.palette import INK

CENTRE = 256.0
Point = tuple[float, float]


@dataclass(frozen=True)
class Part:
    """A finished piece of a drawing: its markup, and the outlines that its sticker edge follows."""

    svg: str
    outlines: tuple[str, ...] = ()

    def __add__(self, other: "Part") -> "Part":
        return Part(self.svg + other.svg, self.outlines + other.outlines)


NOTHING = Part("")


def lerp(start: float, end: float, amount: float) -> float:
    return start + (end - start) * amount


def num(value: float) -> str:
    """A coordinate with at most one decimal, so that files stay small and diffs stay readable."""
    text = f"{value:.1f}"
    return "0" if text in ("0.0", "-0.0") else text.removesuffix(".0")


def pt(x: float, y: float) -> str:
    return f"{num(x)} {num(y)}"


def attributes(values: dict[str, object]) -> str:
    return "".join(f' {k.rstrip("_").replace("_", "-")}="{v}"' for k, v in values.items())


def path(d: str, fill: str = "none", **values: object) -> str:
    return f'<path d="{d}" fill="{fill}"{attributes(values)}/>'


def inked(d: str, fill: str, width: float = 6) -> str:
    """A flat shape with the house's ink outline of `width` px."""
    return path(d, fill, stroke=INK, stroke_width=num(width), stroke_linejoin="round", stroke_linecap="round")


def line(d: str, colour: str = INK, width: float = 5) -> str:
    return path(d, stroke=colour, stroke_width=num(width), stroke_linecap="round", stroke_linejoin="round")


def ellipse(x: float, y: float, rx: float, ry: float, fill: str, **values: object) -> str:
    size = f'cx="{num(x)}" cy="{num(y)}" rx="{num(rx)}" ry="{num(ry)}"'
    return f'<ellipse {size} fill="{fill}"{attributes(values)}/>'


def group(content: str, **values: object) -> str:
    return f"<g{attributes(values)}>{content}</g>" if content else ""


def clipped(name: str, d: str, content: str) -> str:
    """`content`, seen only inside the outline `d`. `name` must be unique in the page."""
    return f'<clipPath id="{name}"><path d="{d}"/></clipPath>' + group(content, clip_path=f"url(#{name})")


def brush(start: Point, bend: Point, end: Point, width: float, colour: str = INK) -> str:
    """A pen stroke that swells to `width` px in the middle and thins out at both ends."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy) or 1.0
    nx, ny = -dy / length * width, dx / length * width
    there = f"M{pt(*start)}Q{pt(bend[0] + nx, bend[1] + ny)} {pt(*end)}"
    return path(f"{there}Q{pt(bend[0] - nx, bend[1] - ny)} {pt(*start)}Z", colour)


def mirrored(content: str) -> str:
    """`content` reflected left to right about the middle of the frame."""
    return group(content, transform="matrix(-1 0 0 1 512 0)")


def flip(d: str) -> str:
    """The outline `d` (absolute M, L, Q, C, S, T and Z only) reflected about the middle of the frame."""
    out, axis = [], 0
    for token in _tokens(d):
        if token.isalpha():
            out.append(token)
            axis = 0
        else:
            value = float(token)
            out.append(num(2 * CENTRE - value) if axis == 0 else num(value))
            axis = 1 - axis
    return " ".join(out)


def _tokens(d: str) -> list[str]:
    spaced = "".join(f" {c} " if c.isalpha() else c for c in d)
    return spaced.replace(",", " ").split()


def document(content: str, view: str = "0 0 512 512", title: str = "") -> str:
    """A whole self-contained picture. `title` is read aloud by screen readers."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" role="img">'
    return f"{head}<title>{title}</title>{content}</svg>" if title else f"{head}{content}</svg>"

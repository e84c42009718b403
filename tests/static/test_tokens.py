"""Text has to be readable: the colours that are put upon each other differ by 4.5 to 1 or more."""

import re

import pytest
from django.conf import settings

STYLES = settings.BASE_DIR / "static" / "css"


def colours() -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", (STYLES / "tokens.css").read_text()))


def luminance(colour: str) -> float:
    """WCAG's relative luminance of #rrggbb."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", ["paper", "white", "cream", "pink", "cyan", "sun", "leaf"])
def test_ink_is_readable_on_every_flat_colour(ground: str) -> None:
    tokens = colours()
    assert contrast(tokens["ink"], tokens[ground]) >= 4.5


@pytest.mark.parametrize("ground", ["paper", "white", "cream"])
def test_quiet_words_are_readable_on_paper(ground: str) -> None:
    tokens = colours()
    assert contrast(tokens["smoke"], tokens[ground]) >= 4.5


@pytest.mark.parametrize("text", ["paper", "sun", "cyan"])
def test_bright_words_are_readable_at_night(text: str) -> None:
    tokens = colours()
    assert contrast(tokens[text], tokens["ink"]) >= 4.5


def test_all_fonts_are_our_own() -> None:
    names = re.findall(r'url\("([^"]+)"\)', (STYLES / "fonts.css").read_text())
    assert names
    assert all((STYLES / name).is_file() for name in names)
    assert not any("//" in sheet.read_text().replace("*/", "") for sheet in STYLES.rglob("*.css"))

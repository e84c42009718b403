"""Names that people give: in one form, of characters that can be seen, and not too long for a screen."""

import unicodedata
from itertools import groupby

# Joiners and selectors hold emoji and scripts together; every other invisible character is refused.
_GLUE = {"\u200d", "\ufe0e", "\ufe0f"}
# Letters and symbols by their category, blank by their shape: four Hangul fillers and the empty Braille cell.
_BLANK = {"\u115f", "\u1160", "\u3164", "\uffa0", "\u2800"}
# No script needs more marks upon one letter; towers of them run over other people's lines.
MARKS_IN_A_ROW = 4


class Unseen(ValueError):
    """A name with characters in it that nobody can see."""


class WrongLength(ValueError):
    """A name without a visible character, or with too many."""


def checked(text: str, most: int) -> str:
    """The name in NFC with single spaces; WrongLength unless 1 to `most` visible characters.

    Control, bidi and other format characters (Unicode Cc, Cf, Cs, Co, Cn, Zl, Zp) and blank letters are Unseen.
    """
    name = " ".join(part for part in unicodedata.normalize("NFC", text).split(" ") if part)
    kinds = [unicodedata.category(character) for character in name if character not in _GLUE]
    if any(kind[0] == "C" or kind in ("Zl", "Zp") for kind in kinds) or _BLANK & set(name):
        raise Unseen
    visible = sum(kind[0] in "LNPS" for kind in kinds)
    if not 1 <= visible <= most or _highest_tower(kinds) > MARKS_IN_A_ROW or len(name) > 4 * most:
        raise WrongLength
    return name


def _highest_tower(kinds: list[str]) -> int:
    runs = groupby(kinds, key=lambda kind: kind[0] == "M")
    return max((len(list(run)) for marks, run in runs if marks), default=0)


def key(name: str) -> str:
    """What two names share when a person would call them the same."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in folded if c not in _GLUE and unicodedata.category(c)[0] in "LMNPS")

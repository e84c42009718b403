"""The booths that there are. Another one is a file in `kinds/` and a line here."""

from game.booths import errors
from game.booths.kinds.character import CHARACTER
from game.booths.kinds.kind import Kind
from game.booths.kinds.lookalike import LOOKALIKE
from game.booths.kinds.match import MATCH
from game.booths.kinds.practice import PRACTICE
from game.booths.kinds.who import WHO
from game.booths.models import BoothSwitch

KINDS: dict[str, Kind] = {kind.name: kind for kind in (LOOKALIKE, CHARACTER, WHO, MATCH, PRACTICE)}


def kind(name: str) -> Kind:
    """Raises NoSuchBooth."""
    if name not in KINDS:
        raise errors.NoSuchBooth
    return KINDS[name]


def open_kind(name: str) -> Kind:
    """The same for a booth that somebody wants to step into. Raises NoSuchBooth or BoothClosed."""
    found = kind(name)
    if name in closed():
        raise errors.BoothClosed
    return found


def closed() -> set[str]:
    """The names of the booths that hosts have closed."""
    return set(BoothSwitch.objects.filter(on=False).values_list("kind", flat=True))

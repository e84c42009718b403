"""Opening and closing booths."""

from game.booths import registry
from game.booths.models import BoothSwitch


def switch(name: str, on: bool) -> BoothSwitch:
    """Open the booth, or close it to whoever comes from now on. Raises NoSuchBooth."""
    row, _ = BoothSwitch.objects.update_or_create(kind=registry.kind(name).name, defaults={"on": on})
    return row

"""The end of a phase, asked for when the phase begins.

The task is named and not imported, since it calls the service that asks for it.
"""

from celery import signature

from animatch.platform import steady_clock
from game.engine.state import Room

CLOSE_PHASE = "game.tasks.close_phase"


def arm(room: Room) -> None:
    """Ask for the phase to be closed at its deadline. The task carries the clock it was meant for."""
    if room.deadline is not None:
        signature(CLOSE_PHASE, args=(room.code, room.clock)).apply_async(eta=steady_clock.on_the_machine(room.deadline))

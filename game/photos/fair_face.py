"""Fair face: two shots in, a few numbers at the seat, no photo kept."""

from celery import chain
from django.core.files.base import File
from kombu.exceptions import OperationalError as QueueAway

from animatch.platform.storages import default_storage
from game.engine.state import Room
from game.photos import uploads
from game.photos.tasks import apply_calibration
from game.rooms import services
from game.rooms.storage_keys import upload_key
from scoring.tasks import read_calibration


def receive(room: Room, seat_id: str, neutral: File, extreme: File) -> None:
    """Store both shots for the vision queue. Raises PhotoRefused for what is no photo, or QueueAway."""
    shots = (neutral, extreme)
    for shot in shots:
        uploads.check_posted(shot)
    keys = [default_storage.save(upload_key(room.id, services.new_id()), shot) for shot in shots]
    try:
        chain(read_calibration.s(*keys), apply_calibration.s(room.code, seat_id)).delay()
    except QueueAway:
        for key in keys:
            default_storage.delete(key)
        raise

"""A card of a photo, for phones without a live camera: three numbers at the seat, no photo kept."""

from celery import chain
from django.core.files.base import File
from kombu.exceptions import OperationalError as QueueAway

from animatch.platform.storages import default_storage
from game.engine import faces
from game.engine.state import Room, Seat
from game.photos import uploads
from game.photos.tasks import apply_face
from game.rooms import services
from game.rooms.storage_keys import upload_key
from scoring.tasks import score_photo


def receive(room: Room, seat: Seat, shot: File) -> None:
    """Store the photo for the vision queue. Raises RuleViolation, PhotoRefused for what is no photo, or QueueAway."""
    faces.check_may_make(room, seat.id)
    uploads.check_posted(shot)
    upload_id = services.new_id()
    key = default_storage.save(upload_key(room.id, upload_id), shot)
    calibration = dict(seat.calibration) if seat.calibration else None
    read = score_photo.s(upload=key, photo="", target=None, calibration=calibration)
    try:
        chain(read, apply_face.s(room.code, room.id, seat.id, upload_id)).delay()
    except QueueAway:
        default_storage.delete(key)
        raise

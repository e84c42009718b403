"""Celery's door: each domain keeps its tasks in its `tasks.py`.

In the queue all of them are called `game.tasks.…`, wherever they live.
"""

from game.decks.tasks import resume_imports, run_import, suggest_targets
from game.photos.tasks import apply_calibration, apply_score, requeue_photos
from game.privacy.tasks import erase_strays, erase_unreported, expire_rooms
from game.rooms.tasks import close_phase, collect_statistics, sweep

__all__ = [
    "apply_calibration",
    "apply_score",
    "close_phase",
    "collect_statistics",
    "erase_strays",
    "erase_unreported",
    "expire_rooms",
    "requeue_photos",
    "resume_imports",
    "run_import",
    "suggest_targets",
    "sweep",
]

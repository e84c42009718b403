"""Celery's door: each domain keeps its tasks in its `tasks.py`.

In the queue all of them are called `game.tasks.…`, wherever they live; but those of galleries and
casts, which know no game.
"""

from game.booths.tasks import answer_visit, keep_example, name_face, sweep_visits, visit_began
from game.decks.tasks import resume_imports, run_import, suggest_targets
from game.photos.tasks import apply_calibration, apply_face, apply_score, requeue_photos
from game.privacy.tasks import erase_strays, erase_unreported, expire_rooms, expire_visits
from game.rooms.tasks import close_phase, collect_statistics, sweep
from scoring.casts.tasks import resume as resume_casts
from scoring.casts.tasks import run_import as run_cast_import
from scoring.casts.tasks import run_training, train_due
from scoring.galleries.tasks import resume_imports as resume_gallery_imports
from scoring.galleries.tasks import run_import as run_gallery_import

__all__ = [
    "answer_visit",
    "apply_calibration",
    "apply_face",
    "apply_score",
    "close_phase",
    "collect_statistics",
    "erase_strays",
    "erase_unreported",
    "expire_rooms",
    "expire_visits",
    "keep_example",
    "name_face",
    "requeue_photos",
    "resume_casts",
    "resume_gallery_imports",
    "resume_imports",
    "run_cast_import",
    "run_gallery_import",
    "run_import",
    "run_training",
    "suggest_targets",
    "sweep",
    "sweep_visits",
    "train_due",
    "visit_began",
]

"""What beat puts into the queues, and how often; what is late by so much is not worth doing any more."""

from animatch.platform.schedules import every

SCHEDULE = {
    "sweep": {"task": "game.tasks.sweep", "schedule": every(1), "options": {"expires": 2}},
    "photos": {"task": "game.tasks.requeue_photos", "schedule": every(1), "options": {"expires": 2}},
    "visits": {"task": "game.tasks.sweep_visits", "schedule": every(1), "options": {"expires": 2}},
    "suggest": {"task": "game.tasks.suggest_targets", "schedule": every(10), "options": {"expires": 10}},
    "imports": {"task": "game.tasks.resume_imports", "schedule": every(60), "options": {"expires": 60}},
    "galleries": {
        "task": "scoring.galleries.tasks.resume_imports",
        "schedule": every(60),
        "options": {"expires": 60},
    },
    "casts": {"task": "scoring.casts.tasks.resume", "schedule": every(60), "options": {"expires": 60}},
    "train casts": {"task": "scoring.casts.tasks.train_due", "schedule": every(600), "options": {"expires": 600}},
    "statistics": {"task": "game.tasks.collect_statistics", "schedule": every(60), "options": {"expires": 60}},
    "expire": {"task": "game.tasks.expire_rooms", "schedule": every(60), "options": {"expires": 60}},
    "expire visits": {"task": "game.tasks.expire_visits", "schedule": every(60), "options": {"expires": 60}},
    "erase unreported": {"task": "game.tasks.erase_unreported", "schedule": every(300), "options": {"expires": 300}},
    "erase strays": {"task": "game.tasks.erase_strays", "schedule": every(3600), "options": {"expires": 600}},
} | {
    f"{queue} heartbeat": {
        "task": "animatch.heartbeat.beat",
        "schedule": every(5),
        "args": [queue],
        "options": {"queue": queue, "expires": 5},
    }
    for queue in ("default", "vision", "vision.slow")
}

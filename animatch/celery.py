"""The Celery application. `-A animatch.celery` finds it; tasks live in the apps' tasks.py."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "animatch.settings")

app = Celery("animatch")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

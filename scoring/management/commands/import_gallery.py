"""`manage.py import_gallery SOURCE --name G`: people and their portraits."""

from scoring.galleries.errors import REASONS
from scoring.galleries.importer import Report
from scoring.galleries.jobs import JOBS
from scoring.imports.command import AgreedCommand


class Command(AgreedCommand):
    help = "Import a folder, a zip or s3://BUCKET/PREFIX into a gallery. Importing the same again changes nothing."
    what = "gallery"
    contents = "with NAME/*.jpg, or with NAME.jpg: one face a picture"
    report, jobs, may_not = Report, JOBS, REASONS["may_not"]

"""`manage.py import_cast SOURCE --name C`: characters, and photos of who resembles them."""

from scoring.casts.errors import REASONS
from scoring.casts.importer import Report
from scoring.casts.jobs import JOBS
from scoring.imports.command import AgreedCommand


class Command(AgreedCommand):
    help = "Import a folder, a zip or s3://BUCKET/PREFIX into a cast. Importing the same again changes nothing."
    what = "cast"
    contents = "with CHARACTER/*.jpg of who resembles them, CHARACTER.jpg of themselves, CHARACTER.txt about them"
    report, jobs, may_not = Report, JOBS, REASONS["may_not"]

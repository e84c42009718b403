"""What guests say of photos."""

from django.db import models

from game.rooms.models import Seat, Take


class Report(models.Model):
    """Somebody says that a photo should not be here."""

    take = models.ForeignKey(Take, models.CASCADE, related_name="reports")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="reports")
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ["-reported_at"]
        constraints = [models.UniqueConstraint(fields=["take", "seat"], name="one_report_per_seat")]

    def __str__(self) -> str:
        return f"report of photo {str(self.take_id)[:8]}"

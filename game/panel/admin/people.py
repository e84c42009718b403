"""Guests and players. Deleting one erases the person, and leaves a receipt."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from animatch.platform import steady_clock
from game import models
from game.panel import audit, moderation
from game.panel.admin.base import LookOnly, OwnedAdmin
from game.privacy import person_erasure


def say_receipt(request: HttpRequest, receipts: list[models.Erasure]) -> None:
    rows, objects = sum(r.rows for r in receipts), sum(r.objects_erased for r in receipts)
    left = sum(r.left_behind for r in receipts)
    words = f"Erased {rows} rows and {objects} photos. A search afterwards found {left or 'nothing'} of it."
    messages.add_message(request, messages.WARNING if left else messages.SUCCESS, words)


class Forgetting(ModelAdmin):
    """Django's deletion, done by the service that leaves nothing behind. Its log entry holds no name."""

    def erase(self, row: Any) -> models.Erasure:
        raise NotImplementedError

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        say_receipt(request, [self.erase(obj)])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        say_receipt(request, [self.erase(row) for row in queryset])

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[LogEntry]:
        return [audit.note_person_erased(request.user, row) for row in queryset]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes with a person is nothing that one needs a right of its own for."""
        names, counts, _, protected = super().get_deleted_objects(objs, request)
        return names, counts, set(), protected


@admin.register(models.Seat)
class SeatAdmin(Forgetting, LookOnly, OwnedAdmin):
    """The guests of a host's rooms."""

    nothing = "No guests. They are listed here while their rooms last."
    list_display = ["nickname", "room", "presence", "joined_at"]
    list_filter = ["presence"]
    search_fields = ["nickname", "room__code"]
    fields = ["nickname", "room", "joined_at", "presence", "plays"]
    actions = ["ban"]

    def erase(self, row: models.Seat) -> models.Erasure:
        return person_erasure.erase_seat(row, steady_clock.now())

    @admin.action(description="Ban from all my rooms", permissions=["delete"])
    def ban(self, request: HttpRequest, queryset: QuerySet[models.Seat]) -> None:
        for seat in queryset.select_related("room", "player"):
            moderation.ban(request.user, seat, steady_clock.now())


@admin.register(models.Player)
class PlayerAdmin(Forgetting, LookOnly, ModelAdmin):
    """People across rooms; for superusers."""

    nothing = "No players yet."
    list_display = ["nickname", "user", "created_at"]
    list_fullwidth = True
    search_fields = ["nickname", "user__username"]
    fields = ["nickname", "user", "created_at"]

    def erase(self, row: models.Player) -> models.Erasure:
        return person_erasure.erase_player(row, steady_clock.now())


@admin.register(models.Ban)
class BanAdmin(LookOnly, OwnedAdmin):
    """Deleting a ban lets the player in again."""

    nothing = "Nobody is banned. Good company!"

    list_display = ["player", "banned_by", "everywhere", "banned_at"]

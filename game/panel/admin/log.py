"""Who did what: Django's log entries, to look at."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from game import models
from game.panel.admin.base import LookOnly


@admin.register(LogEntry)
class LogEntryAdmin(LookOnly, ModelAdmin):
    nothing = "Nobody has done anything yet."
    list_display = ["action_time", "user", "what", "object_repr", "content_type"]
    list_display_links = None
    list_filter = ["action_flag"]
    list_fullwidth = True
    search_fields = ["object_repr", "change_message"]
    date_hierarchy = "action_time"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related("user", "content_type")
        if request.user.is_superuser:
            return rows
        mine = models.Room.objects.filter(created_by=request.user.pk).values_list("id", flat=True)
        rooms = Q(content_type=ContentType.objects.get_for_model(models.Room), object_id__in=list(map(str, mine)))
        return rows.filter(rooms | Q(user=request.user.pk))

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @admin.display(description="what")
    def what(self, entry: LogEntry) -> str:
        return entry.get_change_message() or entry.get_action_flag_display()

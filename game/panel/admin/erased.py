"""Receipts of what was erased, in numbers only."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from game import models
from game.panel.admin.base import LookOnly


@admin.register(models.Erasure)
class ErasureAdmin(LookOnly, ModelAdmin):
    nothing = "Nothing was erased yet. Every erasure leaves a receipt here."
    list_display = ["erased_at", "reason", "room_code", "rows", "objects_erased", "nothing_left"]
    list_filter = ["reason"]
    list_fullwidth = True
    search_fields = ["room_code"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows if request.user.is_superuser else rows.filter(host=request.user.pk)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @admin.display(boolean=True, description="nothing left")
    def nothing_left(self, row: models.Erasure) -> bool:
        return row.left_behind == 0

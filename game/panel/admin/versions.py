"""What casts have learned, version by version, and the way back to an older one."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from game.panel import access, audit
from game.panel.admin.base import LookOnly, OwnedAdmin
from game.panel.admin.casts import CastFilter
from scoring.casts import versions
from scoring.casts.errors import CastRefused
from scoring.casts.models import ModelVersion


@admin.register(ModelVersion)
class ModelVersionAdmin(LookOnly, OwnedAdmin):
    nothing = "Nothing has been learned yet. Train a cast on its page."
    list_display = ["number", "cast", "status", "accuracy_", "recall", "why", "withdrawn", "created_at"]
    list_filter = [CastFilter, "status"]
    list_select_related = ["cast"]
    fields = [
        *("cast", "number", "status", "why", "by", "started_by", "created_at"),
        *("accuracy_", "recall", "calibration", "exam", "withdrawn"),
        *("parameters", "seed", "learned_from", "file"),
    ]
    readonly_fields = ["accuracy_", "recall", "calibration", "learned_from", "file"]
    change_form_outer_before_template = "admin/scoring/modelversion/exam.html"

    def get_urls(self) -> list[URLPattern]:
        back = self.admin_site.admin_view(self.roll_back)
        return [path("<uuid:object_id>/back/", back, name="scoring_modelversion_back"), *super().get_urls()]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @admin.display(description="right in the exam", ordering="accuracy")
    def accuracy_(self, version: ModelVersion) -> str:
        return _percent(version.accuracy)

    @admin.display(description="macro recall", ordering="macro_recall")
    def recall(self, version: ModelVersion) -> str:
        return _percent(version.macro_recall)

    @admin.display(description="calibration error")
    def calibration(self, version: ModelVersion) -> str:
        return _percent(version.calibration_error)

    @admin.display(description="SHA-256 of what it learned from")
    def learned_from(self, version: ModelVersion) -> str:
        return _in_groups(version.training_hash)

    @admin.display(description="SHA-256 of its file")
    def file(self, version: ModelVersion) -> str:
        return _in_groups(version.sha256)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> Any:
        version = self.get_object(request, object_id)
        shown = {"rows": _confusion(version), "counts": version.counts.items()} if version else {}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | shown)

    @method_decorator(require_POST)
    def roll_back(self, request: HttpRequest, object_id: str) -> HttpResponse:
        version = self.own_or_404(request, object_id)
        cast = reverse("admin:scoring_cast_change", args=[version.cast_id])
        if not (request.user.has_perm("scoring.change_cast") and access.owns(request.user, version.cast)):
            messages.error(request, "Only whoever may change the cast can go back to this version.")
            return HttpResponseRedirect(cast)
        try:
            versions.roll_back(version)
            audit.note(request.user, version.cast, f"Went back to version {version.number}.")
            messages.success(request, f"Version {version.number} answers again.")
        except CastRefused as refused:
            messages.warning(request, refused.message)
        return HttpResponseRedirect(cast)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


def _in_groups(digest: str) -> str:
    """So that it finds room on a phone."""
    return " ".join(digest[first : first + 8] for first in range(0, len(digest), 8))


def _confusion(version: ModelVersion) -> list[tuple[str, list[int], int, int]]:
    """For each character: the name, how often who was answered, how often that was right, and of how many."""
    rows = zip(version.classes, version.confusion, strict=False)
    return [(name, row, row[index], sum(row)) for index, (name, row) in enumerate(rows)]

"""Photos of a host's rooms, and what players have reported."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.paginator import InfinitePaginator

from animatch.platform import steady_clock
from animatch.platform.storages import default_storage
from game import models
from game.panel import access, moderation
from game.panel.admin.base import LookOnly, OwnedAdmin, thumbnail
from game.panel.takes import photo_link
from scoring.vision import images

SMALL = 320


class Shown(admin.SimpleListFilter):
    title = "on the screens"
    parameter_name = "shown"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("waiting", "waits for approval"), ("reported", "reported"), ("hidden", "hidden")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "waiting":
                return queryset.filter(approved=False, hidden=False)
            case "reported":
                return queryset.filter(times_reported__gt=0)
            case "hidden":
                return queryset.filter(hidden=True)
        return queryset


@admin.register(models.Take)
class TakeAdmin(LookOnly, OwnedAdmin):
    nothing = "No photos. They come with the first round, and go with their room."
    list_display = ["photo_small", "seat", "room", "round_number", "code", "percent", "reported", "approved", "hidden"]
    list_display_links = None
    list_filter = [Shown]
    list_select_related = ["seat", "round__room"]
    search_fields = ["seat__nickname", "round__room__code"]
    ordering = ["-submitted_at"]
    # Photos are many; neither they nor their kinds are counted for a list.
    paginator = InfinitePaginator
    show_full_result_count = False
    actions = ["approve", "hide", "hide_with_score"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        reports = models.Report.objects.filter(take=OuterRef("pk")).order_by().values("take")
        times = Subquery(reports.annotate(times=Count("pk")).values("times"))
        return super().get_queryset(request).annotate(times_reported=Coalesce(times, 0))

    def get_urls(self) -> list[URLPattern]:
        photo = self.admin_site.admin_view(self.photo)
        return [path("<uuid:object_id>/photo", photo, name="game_take_photo"), *super().get_urls()]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("game.change_take")

    def photo(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The photo, hidden or not, for whose room it is; `?small` for lists."""
        take = self.own_or_404(request, object_id)
        if not take.photo or not default_storage.exists(take.photo):
            raise Http404
        with default_storage.open(take.photo) as file:
            data = file.read()
        if "small" in request.GET:
            data = images.reencode(data, longest=SMALL)
        return HttpResponse(data, content_type="image/jpeg", headers={"Cache-Control": "private, max-age=60"})

    @admin.display(description="photo")
    def photo_small(self, take: models.Take) -> SafeString | str:
        return thumbnail(photo_link(take), f"Photo of {take.seat.nickname}")

    @admin.display(description="room", ordering="round__room__code")
    def room(self, take: models.Take) -> SafeString:
        room = take.round.room
        return format_html('<a href="{}">{}</a>', reverse("admin:game_room_live", args=[room.pk]), room.code)

    @admin.display(description="round", ordering="round__number")
    def round_number(self, take: models.Take) -> str:
        return f"{take.round.game}.{take.round.number}"

    @admin.display(description="match", ordering="similarity")
    def percent(self, take: models.Take) -> str:
        return "–" if take.similarity is None else f"{take.similarity:.0%}"

    @admin.display(description="reports", ordering="times_reported")
    def reported(self, take: Any) -> int:
        return take.times_reported

    @admin.action(description="Approve: screens may show them", permissions=["moderate"])
    def approve(self, request: HttpRequest, queryset: QuerySet[models.Take]) -> None:
        self._moderate(request, queryset, approved=True, hidden=False)

    @admin.action(description="Hide, the score stays", permissions=["moderate"])
    def hide(self, request: HttpRequest, queryset: QuerySet[models.Take]) -> None:
        self._moderate(request, queryset, approved=False, hidden=True)

    @admin.action(description="Hide, the score goes too", permissions=["moderate"])
    def hide_with_score(self, request: HttpRequest, queryset: QuerySet[models.Take]) -> None:
        self._moderate(request, queryset, approved=False, hidden=True, keep_score=False)

    def _moderate(self, request: HttpRequest, queryset: QuerySet[models.Take], **wishes: bool) -> None:
        # What its owner took down is nobody's to show.
        rows = queryset.exclude(withdrawn=not wishes["hidden"]).select_related("round__room", "seat")
        for take in rows:
            moderation.moderate(request.user, take, steady_clock.now(), **wishes)
        self.message_user(request, f"Done: {len(rows)} photos.")


@admin.register(models.Report)
class ReportAdmin(LookOnly, OwnedAdmin):
    """Deleting a report says that the photo is fine."""

    nothing = "No reports. Players can report a photo during the reveal."
    list_display = ["photo_small", "take", "seat", "reported_at", "hidden"]
    list_display_links = None
    list_select_related = ["take__seat", "seat"]
    actions = ["hide", "hide_with_score"]

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("game.change_take")

    @admin.display(description="photo")
    def photo_small(self, report: models.Report) -> SafeString | str:
        return thumbnail(photo_link(report.take), "Reported photo")

    @admin.display(description="hidden", boolean=True)
    def hidden(self, report: models.Report) -> bool:
        return report.take.hidden

    @admin.action(description="Hide the photo, the score stays", permissions=["moderate"])
    def hide(self, request: HttpRequest, queryset: QuerySet[models.Report]) -> None:
        self._hide(request, queryset, keep_score=True)

    @admin.action(description="Hide the photo, the score goes too", permissions=["moderate"])
    def hide_with_score(self, request: HttpRequest, queryset: QuerySet[models.Report]) -> None:
        self._hide(request, queryset, keep_score=False)

    def _hide(self, request: HttpRequest, queryset: QuerySet[models.Report], keep_score: bool) -> None:
        takes = access.own(request.user, models.Take.objects.filter(reports__in=queryset)).distinct()
        for take in takes.select_related("round__room", "seat"):
            wishes = {"approved": False, "hidden": True, "keep_score": keep_score}
            moderation.moderate(request.user, take, steady_clock.now(), **wishes)

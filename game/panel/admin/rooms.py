"""Rooms: the list, the form, and the pages of one room."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, ForeignKey, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from animatch.platform import steady_clock
from game import models
from game.engine.state import Presence
from game.panel import access, audit, rooms
from game.panel.admin import recap, statistics
from game.panel.admin.base import DeckFilter, OwnedAdmin
from game.panel.admin.people import say_receipt
from game.panel.admin.room_form import RoomForm
from game.privacy import person_erasure
from game.rooms import keys, links

FIELDSETS = (
    (None, {"fields": (("deck", "programme"), ("rounds", "max_players", "teams"), "classic_parts")}),
    ("Times in seconds", {"fields": (("get_ready", "capture"), ("judging", "reveal"))}),
    ("Who comes in", {"fields": (("new_password", "no_password"), ("spectators", "locked"), "code_alone")}),
    ("Photos", {"fields": (("approve_photos", "scores_at_once", "hours"),)}),
    ("The big screen", {"fields": ("stage_sound",)}),
)


@admin.register(models.Room)
class RoomAdmin(OwnedAdmin):
    nothing = "No room is open. Open one, and hand out its link."
    form = RoomForm
    fieldsets = FIELDSETS
    list_display = ["live", "phase", "deck", "guests", "created_at", "expires_at"]
    list_display_links = None
    list_filter = ["phase", DeckFilter]
    search_fields = ["code"]
    ordering = ["-created_at"]
    change_form_outer_before_template = "admin/game/room/tools.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        here = Count("seats", filter=Q(seats__presence=Presence.IN))
        return super().get_queryset(request).select_related("deck").annotate(here=here)

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site.admin_view
        return [
            path("statistics/", site(self.statistics), name="game_room_statistics"),
            path("<uuid:object_id>/live/", site(self.live_page), name="game_room_live"),
            path("<uuid:object_id>/recap.<str:kind>", site(self.recap), name="game_room_recap"),
            *super().get_urls(),
        ]

    @admin.display(description="room", ordering="code")
    def live(self, row: models.Room) -> SafeString:
        return format_html('<a class="code" href="{}">{}</a>', reverse("admin:game_room_live", args=[row.pk]), row.code)

    @admin.display(description="guests")
    def guests(self, row: Any) -> int:
        return row.here

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "deck":
            kwargs["queryset"] = access.playable_decks(request.user)
            kwargs["initial"] = kwargs["queryset"].first()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: models.Room, form: Any, change: bool) -> None:
        now = steady_clock.now()
        if change:
            rooms.change_room(obj, form.wishes(), now)
            return
        made = rooms.open_room(request.user, form.wishes(), now)
        obj.__dict__.update(made.__dict__)

    def response_add(self, request: HttpRequest, obj: models.Room, post_url_continue: Any = None) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:game_room_live", args=[obj.pk]))

    def delete_model(self, request: HttpRequest, obj: models.Room) -> None:
        say_receipt(request, [person_erasure.erase_room(obj, steady_clock.now())])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[models.Room]) -> None:
        now = steady_clock.now()
        say_receipt(
            request, [person_erasure.erase_room(row, now) for row in queryset.model.objects.filter(pk__in=queryset)]
        )

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[models.Room]) -> None:
        for row in queryset:
            audit.note_erased(request.user, row, "Erased the room.")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """A room's photos and seats go with it; their names are not listed once more."""
        codes = [f"Room {row.code} with its guests, photos and scores" for row in objs]
        return codes, {"rooms": len(codes)}, set(), []

    def live_page(self, request: HttpRequest, object_id: str) -> HttpResponse:
        room = self.own_or_404(request, object_id, change=True)
        # The host sees the recap as the big screen does, seat or no seat.
        more = {
            "join_url": links.join_link(request, room.code, str(room.pk)),
            "qr_url": links.with_key(reverse("qr", args=[room.code]), keys.guest_key(str(room.pk))),
            "stage_url": links.stage_path(room.code, str(room.pk)),
            "recap_url": links.with_key(reverse("recap", args=[room.code]), keys.stage_key(str(room.pk))),
        }
        context = self.page(request, f"Room {room.code}", room=room, **more)
        return TemplateResponse(request, "admin/game/room/live.html", context)

    def recap(self, request: HttpRequest, object_id: str, kind: str) -> HttpResponse:
        return recap.export(self.own_or_404(request, object_id), kind)

    def statistics(self, request: HttpRequest) -> HttpResponse:
        return statistics.page(self, request)

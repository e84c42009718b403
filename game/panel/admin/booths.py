"""Which booths are open."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from unfold.admin import ModelAdmin

from game import models
from game.booths import errors, registry, switches
from game.panel import audit
from game.panel.admin.base import LookOnly


@admin.register(models.BoothSwitch)
class BoothSwitchAdmin(LookOnly, ModelAdmin):
    """One page with a button for each booth; a booth needs no row to be open."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return ModelAdmin.has_change_permission(self, request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise Http404
        if request.method == "POST":
            return self._switch(request)
        closed = registry.closed()
        booths = [{"kind": kind, "open": kind.name not in closed} for kind in registry.KINDS.values()]
        may_change = self.has_change_permission(request)
        context = {**self.admin_site.each_context(request), "title": "Booths", "booths": booths, "may": may_change}
        return TemplateResponse(request, "admin/game/booths.html", context)

    def _switch(self, request: HttpRequest) -> HttpResponse:
        if not self.has_change_permission(request):
            raise Http404
        on = request.POST.get("on") == "1"
        try:
            row = switches.switch(request.POST.get("kind", ""), on)
        except errors.NoSuchBooth:
            raise Http404 from None
        audit.note(request.user, row, "Opened the booth." if on else "Closed the booth.")
        return HttpResponseRedirect(request.path)

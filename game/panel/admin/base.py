"""What the panel's pages share: a host sees and touches only what belongs to them."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin

from game.panel import access


class OwnedAdmin(ModelAdmin):
    """Rows of others do not exist for a host: not in lists, not under their address, not in actions."""

    list_fullwidth = True
    nothing = "Nothing here yet."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return access.own(request.user, super().get_queryset(request))

    def own_or_404(self, request: HttpRequest, object_id: str, *, change: bool = False) -> Any:
        """The row, for a page of its own; Http404 where it is not theirs to see, or to change."""
        row = self.get_object(request, object_id)
        may = self.has_change_permission if change else self.has_view_permission
        if row is None or not may(request, row):
            raise Http404
        return row

    def page(self, request: HttpRequest, title: str, **context: Any) -> dict[str, Any]:
        """What every page of the panel's own needs."""
        return {**self.admin_site.each_context(request), "title": title, **context}


class OneByOne:
    """Rows that more goes with than themselves: of several, too, each goes by `delete_model`."""

    model: Any

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for row in self.model._default_manager.filter(pk__in=queryset):
            self.delete_model(request, row)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        raise NotImplementedError


class Within(admin.SimpleListFilter):
    """By what the rows belong to that one may see; Django's own filter would name everybody's."""

    parameter_name: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        key, name = self.parameter_name, f"{self.parameter_name}__name"
        found = model_admin.get_queryset(request).order_by(name).values_list(key, name).distinct()
        return [(str(key), name) for key, name in found]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        known = {key for key, _ in self.lookup_choices}
        return queryset.filter(**{self.parameter_name: self.value()}) if self.value() in known else queryset


class DeckFilter(Within):
    title = "deck"
    parameter_name = "deck"


class LookOnly:
    """Rows that come about by themselves."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


def thumbnail(link: str | None, alt: str) -> SafeString | str:
    if not link:
        return "–"
    return format_html('<img class="thumb" src="{}" alt="{}" loading="lazy" width="56" height="56">', link, alt)

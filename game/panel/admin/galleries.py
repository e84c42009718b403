"""Galleries: their people and portraits, import, and who is found in them how often."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db.models import Count, F, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString

from animatch.platform.media import BRIEFLY, stored
from animatch.platform.slugs import free_slug
from game.panel import audit
from game.panel.admin.base import LookOnly, OneByOne, OwnedAdmin, Within, thumbnail
from game.panel.admin.import_form import GalleryImportForm
from game.panel.admin.imports import ImportAdmin, TakesImports
from scoring.galleries import services
from scoring.galleries.acquaintances import checked_name
from scoring.galleries.errors import GalleryRefused
from scoring.galleries.jobs import JOBS
from scoring.galleries.models import Gallery, GalleryImport, Person, Portrait


class GalleryFilter(Within):
    title = "gallery"
    parameter_name = "gallery"


class NameForm(forms.ModelForm):
    """Of rows with a name that everybody may read."""

    def clean_name(self) -> str:
        try:
            return checked_name(self.cleaned_data["name"])
        except GalleryRefused as refusal:
            raise ValidationError(refusal.message) from None


class PersonForm(NameForm):
    def clean_name(self) -> str:
        name = super().clean_name()
        if services.is_taken(self.instance, name):
            raise ValidationError(GalleryRefused("name_taken").message)
        return name


@admin.register(Gallery)
class GalleryAdmin(OneByOne, TakesImports):
    form = NameForm
    jobs, import_form, import_title = JOBS, GalleryImportForm, "Import portraits"
    nothing = "No gallery of yours yet. Import portraits to make one."
    list_display = ["name", "people_", "portraits_", "asked", "public", "guests_may_add"]
    list_filter = ["public", "guests_may_add"]
    search_fields = ["name"]
    ordering = ["name"]
    change_form_outer_before_template = "admin/scoring/gallery/people.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        people, portraits = Count("people", distinct=True), Count("people__portraits", distinct=True)
        return super().get_queryset(request).annotate(people_count=people, portrait_count=portraits)

    def get_fields(self, request: HttpRequest, obj: Gallery | None = None) -> list[str]:
        mine = ["name", "public", "guests_may_add"]
        return [*mine, "owner"] if request.user.is_superuser else mine

    @admin.display(description="people", ordering="people_count")
    def people_(self, gallery: Any) -> int:
        return gallery.people_count

    @admin.display(description="portraits", ordering="portrait_count")
    def portraits_(self, gallery: Any) -> int:
        return gallery.portrait_count

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> Any:
        gallery = self.get_object(request, object_id)
        shown = {"people": _cards(gallery)} if gallery else {}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | shown)

    def save_model(self, request: HttpRequest, obj: Gallery, form: Any, change: bool) -> None:
        if not change:
            obj.slug = free_slug(self.model, obj.name)
            obj.owner_id = obj.owner_id or request.user.pk
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Gallery) -> None:
        services.delete_gallery(obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """A gallery's people go with it."""
        names = [f"Gallery {gallery.name} with {gallery.people.count()} people" for gallery in objs]
        return names, {"galleries": len(names)}, set(), []


MOST_SHOWN = 60
"""People on a gallery's page, those that win most often first; the list of people has all."""


@admin.register(GalleryImport)
class GalleryImportAdmin(ImportAdmin):
    into = Gallery
    made_words = "See the gallery"

    def made(self, job: GalleryImport) -> str | None:
        return reverse("admin:scoring_gallery_change", args=[job.gallery_id]) if job.gallery_id else None


@admin.register(Person)
class PersonAdmin(OneByOne, OwnedAdmin):
    form = PersonForm
    nothing = "Nobody yet. Import portraits into a gallery."
    list_display = ["picture_small", "name", "gallery", "portraits_", "won"]
    list_display_links = ["name"]
    list_filter = [GalleryFilter]
    search_fields = ["name"]
    ordering = ["gallery__name", "key"]
    fields = ["name"]
    change_form_outer_before_template = "admin/scoring/person/portraits.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related("gallery").prefetch_related("portraits")
        return rows.annotate(portrait_count=Count("portraits"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="picture")
    def picture_small(self, person: Person) -> SafeString | str:
        return thumbnail(_picture(person), person.name)

    @admin.display(description="portraits", ordering="portrait_count")
    def portraits_(self, person: Any) -> int:
        return person.portrait_count

    @admin.display(description="nearest", ordering=F("wins") * 1.0 / (F("gallery__asked") + 1))
    def won(self, person: Person) -> str:
        return how_often(person)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> Any:
        person = self.get_object(request, object_id)
        portraits = person.portraits.all()[:MOST_SHOWN] if person else ()
        shown = {"portraits": [{"row": row, "picture": picture_of(row)} for row in portraits]}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | shown)

    def save_model(self, request: HttpRequest, obj: Person, form: Any, change: bool) -> None:
        services.rename(obj, obj.name)

    def log_change(self, request: HttpRequest, obj: Person, message: Any) -> LogEntry:
        return audit.note_person(request.user, obj, "Renamed a person.")

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[LogEntry]:
        return [audit.note_person_erased(request.user, row) for row in queryset]

    def delete_model(self, request: HttpRequest, obj: Person) -> None:
        services.delete_person(obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        names = [f"{person.name} with {person.portraits.count()} portraits" for person in objs]
        return names, {"people": len(names)}, set(), []


@admin.register(Portrait)
class PortraitAdmin(OneByOne, LookOnly, OwnedAdmin):
    nothing = "No portraits yet. Import some into a gallery."
    list_display = ["picture_small", "person", "seen", "by", "created_at"]
    list_display_links = ["person"]
    search_fields = ["person__name"]
    fields = ["person", "seen", "by", "created_at"]
    readonly_fields = ["seen", "by"]
    list_select_related = ["person"]

    def get_urls(self) -> list[URLPattern]:
        picture = self.admin_site.admin_view(self.picture)
        return [path("<uuid:object_id>/picture/", picture, name="scoring_portrait_picture"), *super().get_urls()]

    def picture(self, request: HttpRequest, object_id: str) -> HttpResponseBase:
        return stored(self.own_or_404(request, object_id).picture, BRIEFLY)

    @admin.display(description="picture")
    def picture_small(self, portrait: Portrait) -> SafeString | str:
        return thumbnail(picture_of(portrait), str(portrait.person))

    @admin.display(description="how well it is seen")
    def seen(self, portrait: Portrait) -> str:
        found = portrait.quality
        return f"eyes {found['eyes_apart']:.0f} px apart, {found['sharpness']:.0%} sharp" if found else "drawn"

    @admin.display(description="added by")
    def by(self, portrait: Portrait) -> str:
        return "a guest" if portrait.added_by else "an import"

    def delete_model(self, request: HttpRequest, obj: Portrait) -> None:
        services.delete_portrait(obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        names = [f"A portrait of {portrait.person.name}" for portrait in objs]
        return names, {"portraits": len(names)}, set(), []


def how_often(person: Person) -> str:
    """How often nobody else in the gallery was nearer to a guest's face."""
    asked = person.gallery.asked
    return f"{person.wins} of {asked} ({person.wins / asked:.0%})" if asked else "–"


def picture_of(portrait: Portrait) -> str | None:
    return reverse("admin:scoring_portrait_picture", args=[portrait.pk]) if portrait.picture else None


def _picture(person: Person) -> str | None:
    """Of the first portrait that has one; drawn people bring the address of theirs."""
    pictures = filter(None, map(picture_of, person.portraits.all()))
    return person.picture or next(pictures, None)


def _cards(gallery: Gallery) -> list[dict[str, Any]]:
    people = gallery.people.order_by("-wins", "key").select_related("gallery").prefetch_related("portraits")
    return [{"row": each, "picture": _picture(each), "won": how_often(each)} for each in people[:MOST_SHOWN]]

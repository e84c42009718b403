"""Casts: their characters, the photos that they learn from, review, training and import."""

from typing import Any

import numpy as np
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from animatch.platform import steady_clock
from animatch.platform.media import BRIEFLY, stored, svg
from animatch.platform.slugs import free_slug
from game.booths import cast_statistics, demo_cast
from game.panel import audit
from game.panel.admin.base import LookOnly, OneByOne, OwnedAdmin, Within, thumbnail
from game.panel.admin.import_form import CastImportForm
from game.panel.admin.imports import ImportAdmin, TakesImports
from game.panel.admin.training import progress, training_context
from scoring.casts import examples, exams, services, training, withdrawing
from scoring.casts.errors import CastRefused
from scoring.casts.jobs import JOBS
from scoring.casts.models import Cast, CastImport, Character, Example
from scoring.casts.storage_keys import CASTS

MOST_REVIEWED = 24
"""Photos on a page of a review."""


class CastFilter(Within):
    title = "cast"
    parameter_name = "cast"


class CastForm(forms.ModelForm):
    def clean_name(self) -> str:
        try:
            return services.checked(self.cleaned_data["name"])
        except CastRefused as refusal:
            raise ValidationError(refusal.message) from None


class CharacterForm(CastForm):
    def clean_name(self) -> str:
        name = super().clean_name()
        if services.is_taken(self.instance, name):
            raise ValidationError(CastRefused("name_taken").message)
        return name


@admin.register(Cast)
class CastAdmin(OneByOne, TakesImports):
    form = CastForm
    jobs, import_form, import_title = JOBS, CastImportForm, "Import photos"
    nothing = "No cast of yours yet. Import photos to make one."
    list_display = ["name", "characters_", "examples_", "waiting", "public", "statistics_public"]
    list_filter = ["public"]
    search_fields = ["name"]
    ordering = ["name"]
    change_form_outer_before_template = "admin/scoring/cast/training.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        characters, photos = Count("characters", distinct=True), Count("examples", distinct=True)
        unsaid = Count("examples", filter=Q(examples__character=None), distinct=True)
        return super().get_queryset(request).annotate(characters_=characters, examples_=photos, unsaid=unsaid)

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site.admin_view
        names, of_one = ("train", "renew", "review", "state", "statistics"), "<uuid:object_id>/{}/".format
        own = [path(of_one(name), site(getattr(self, name)), name=f"scoring_cast_{name}") for name in names]
        return [*own, *super().get_urls()]

    def get_fields(self, request: HttpRequest, obj: Cast | None = None) -> list[str]:
        mine = ["name", "public", "statistics_public", "least_new"]
        return [*mine, "owner"] if request.user.is_superuser else mine

    @admin.display(description="characters", ordering="characters_")
    def characters_(self, cast: Any) -> int:
        return cast.characters_

    @admin.display(description="photos", ordering="examples_")
    def examples_(self, cast: Any) -> int:
        return cast.examples_

    @admin.display(description="to review", ordering="unsaid")
    def waiting(self, cast: Any) -> int:
        return cast.unsaid

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> Any:
        cast = self.get_object(request, object_id)
        shown = training_context(cast, steady_clock.now()) if cast else {}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | shown)

    @method_decorator(require_POST)
    def train(self, request: HttpRequest, object_id: str) -> HttpResponse:
        cast = self.own_or_404(request, object_id, change=True)
        try:
            training.start(cast, "button", request.user, steady_clock.now())
            audit.note(request.user, cast, "Started a training.")
        except CastRefused as refused:
            messages.warning(request, refused.message)
        return self._back(cast)

    @method_decorator(require_POST)
    def renew(self, request: HttpRequest, object_id: str) -> HttpResponse:
        cast = self.own_or_404(request, object_id, change=True)
        try:
            exam = exams.renew(cast, steady_clock.now())
            audit.note(request.user, cast, "Renewed the exam.")
            messages.success(request, f"Exam {exam.number} begins. Nobody has looked at it yet.")
        except CastRefused as refused:
            messages.warning(request, refused.message)
        return self._back(cast)

    def state(self, request: HttpRequest, object_id: str) -> JsonResponse:
        """How far the training is that was begun last."""
        return JsonResponse(progress(self.own_or_404(request, object_id)))

    def statistics(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The cast's dashboard, up to this moment."""
        cast = self.own_or_404(request, object_id)
        shown = cast_statistics.context(cast, request.GET.dict(), owner=True)
        context = self.page(request, f"In numbers: {cast.name}", **shown)
        return TemplateResponse(request, "admin/scoring/cast/statistics.html", context)

    def review(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Photos whose visitors said no and nothing more: a host says who, or throws them away."""
        cast = self.own_or_404(request, object_id, change=True)
        if request.method == "POST":
            self._judge(request, cast)
            return HttpResponseRedirect(request.path)
        waiting = examples.to_review(cast)
        shown = {"cast": cast, "count": waiting.count(), "photos": waiting[:MOST_REVIEWED]}
        context = self.page(request, f"Review: {cast.name}", characters=cast.characters.all(), **shown)
        return TemplateResponse(request, "admin/scoring/cast/review.html", context)

    def _judge(self, request: HttpRequest, cast: Cast) -> None:
        waiting = {str(photo.pk): photo for photo in examples.to_review(cast).only("pk", "cast")}
        characters = {str(character.pk): character for character in cast.characters.all()}
        photo = waiting.get(request.POST.get("photo", ""))
        if photo is None:
            messages.warning(request, "This photo is not there any more.")
        elif who := characters.get(request.POST.get("who", "")):
            examples.review(photo, who)
            messages.success(request, f"Learns from it as {who.name}.")
        else:
            withdrawing.withdraw(Example.objects.filter(pk=photo.pk))
            messages.success(request, "Thrown away.")

    def _back(self, cast: Cast) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:scoring_cast_change", args=[cast.pk]))

    def save_model(self, request: HttpRequest, obj: Cast, form: Any, change: bool) -> None:
        if not change:
            obj.slug = free_slug(self.model, obj.name)
            obj.owner_id = obj.owner_id or request.user.pk
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Cast) -> None:
        services.delete_cast(obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Everything that a cast has goes with it."""
        names = [f"Cast {cast.name} with its photos and all that it has learned" for cast in objs]
        return names, {"casts": len(names)}, set(), []


@admin.register(CastImport)
class CastImportAdmin(ImportAdmin):
    into = Cast
    made_words = "See the cast"

    def made(self, job: CastImport) -> str | None:
        return reverse("admin:scoring_cast_change", args=[job.cast_id]) if job.cast_id else None


@admin.register(Character)
class CharacterAdmin(OneByOne, OwnedAdmin):
    form = CharacterForm
    nothing = "Nobody yet. Import photos into a cast."
    list_display = ["picture_small", "name", "cast", "examples_"]
    list_display_links = ["name"]
    list_filter = [CastFilter]
    search_fields = ["name"]
    ordering = ["cast__name", "key"]
    fields = ["name", "words"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("cast").annotate(examples_=Count("examples"))

    def get_urls(self) -> list[URLPattern]:
        picture = self.admin_site.admin_view(self.picture)
        return [path("<uuid:object_id>/picture/", picture, name="scoring_character_picture"), *super().get_urls()]

    def picture(self, request: HttpRequest, object_id: str) -> HttpResponseBase:
        return stored(self.own_or_404(request, object_id).picture, BRIEFLY)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="picture")
    def picture_small(self, character: Character) -> SafeString | str:
        return thumbnail(picture_of(character), character.name)

    @admin.display(description="photos", ordering="examples_")
    def examples_(self, character: Any) -> int:
        return character.examples_

    def save_model(self, request: HttpRequest, obj: Character, form: Any, change: bool) -> None:
        services.rename(obj, obj.name, obj.words)

    def delete_model(self, request: HttpRequest, obj: Character) -> None:
        services.delete_character(obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        names = [f"{character.name} with {character.examples.count()} photos" for character in objs]
        return names, {"characters": len(names)}, set(), []


@admin.register(Example)
class ExampleAdmin(LookOnly, OwnedAdmin):
    nothing = "No photos yet. Import some into a cast."
    list_display = ["picture_small", "character", "source", "side", "created_at"]
    list_display_links = ["character"]
    list_filter = [CastFilter, "source"]
    fields = ["character", "source", "side", "created_at"]
    readonly_fields = ["side"]
    list_select_related = ["character", "group", "cast"]

    def get_urls(self) -> list[URLPattern]:
        picture = self.admin_site.admin_view(self.picture)
        return [path("<uuid:object_id>/picture/", picture, name="scoring_example_picture"), *super().get_urls()]

    def picture(self, request: HttpRequest, object_id: str) -> HttpResponseBase:
        example = self.own_or_404(request, object_id)
        if example.cast.demo and not example.picture:
            return svg(demo_cast.draw_made_up(np.frombuffer(bytes(example.proportions), "<f4")), BRIEFLY)
        return stored(example.picture, BRIEFLY)

    @admin.display(description="picture")
    def picture_small(self, example: Example) -> SafeString | str:
        shown = example.picture or example.cast.demo
        link = reverse("admin:scoring_example_picture", args=[example.pk]) if shown else None
        return thumbnail(link, str(example.character or "nobody yet"))

    @admin.display(description="side")
    def side(self, example: Example) -> str:
        return "neither: seems to be on both" if example.aside else example.group.part

    def delete_model(self, request: HttpRequest, obj: Example) -> None:
        withdrawing.withdraw(Example.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Example]) -> None:
        withdrawing.withdraw(Example.objects.filter(pk__in=queryset))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        names = [f"A photo of who resembles {example.character or 'nobody yet'}" for example in objs]
        return names, {"photos": len(names)}, set(), []


def picture_of(character: Character) -> str | None:
    """Stored ones are shown to whoever may see them; drawings have an address that everybody has."""
    if character.picture.startswith(CASTS):
        return reverse("admin:scoring_character_picture", args=[character.pk])
    return character.picture or None

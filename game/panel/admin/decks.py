"""Decks: settings, import, export, and the editor of targets."""

import io
from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString

from animatch.platform.slugs import free_slug
from game import models
from game.decks import services
from game.decks.export import export
from game.decks.imports.jobs import JOBS
from game.panel import audit
from game.panel.admin.base import DeckFilter, OneByOne, OwnedAdmin, thumbnail
from game.panel.admin.import_form import DeckImportForm
from game.panel.admin.imports import ImportAdmin, TakesImports
from game.panel.admin.targets import editor_context, save_target


class DeckForm(forms.ModelForm):
    def _get_validation_exclusions(self) -> set[str]:
        """That only one deck is the default comes true in saving: the one before it gives way."""
        without: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # a private method of Django's
        return without | {"is_default"}


@admin.register(models.Deck)
class DeckAdmin(OneByOne, TakesImports):
    form = DeckForm
    jobs, import_form, import_title = JOBS, DeckImportForm, "Import pictures"
    nothing = "No deck of yours yet. Import pictures to make one."
    list_display = ["name", "size", "to_label", "public", "family_friendly", "is_default"]
    list_filter = ["public", "family_friendly"]
    search_fields = ["name"]
    ordering = ["name"]
    change_form_outer_before_template = "admin/game/deck/tools.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        unlabelled = Count("prompts", filter=Q(prompts__labelled=False))
        return super().get_queryset(request).annotate(size_=Count("prompts"), to_label_=unlabelled)

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site.admin_view
        return [
            path("<int:object_id>/export/", site(self.export), name="game_deck_export"),
            path("<int:object_id>/publish/", site(self.publish), name="game_deck_publish"),
            path("<int:object_id>/targets/", site(self.targets), name="game_deck_targets"),
            *super().get_urls(),
        ]

    def get_fields(self, request: HttpRequest, obj: models.Deck | None = None) -> list[str]:
        mine = ["name", "public", "family_friendly"]
        return [*mine, "is_default", "owner"] if request.user.is_superuser else mine

    @admin.display(description="pictures", ordering="size_")
    def size(self, deck: Any) -> int:
        return deck.size_

    @admin.display(description="to label", ordering="to_label_")
    def to_label(self, deck: Any) -> int:
        return deck.to_label_

    def save_model(self, request: HttpRequest, obj: models.Deck, form: Any, change: bool) -> None:
        if not change:
            obj.slug = free_slug(self.model, obj.name)
            obj.owner_id = obj.owner_id or request.user.pk
        with transaction.atomic():
            if obj.is_default:
                models.Deck.objects.filter(is_default=True).exclude(pk=obj.pk).update(is_default=False)
            super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: models.Deck) -> None:
        services.erase_deck(obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """A deck's pictures go with it; a deck that a room plays stays."""
        playing = models.Room.objects.filter(deck__in=objs)
        names = [f"Deck {deck.name} with {deck.prompts.count()} pictures" for deck in objs]
        return names, {"decks": len(names)}, set(), [f"Room {room.code} plays it" for room in playing]

    def export(self, request: HttpRequest, object_id: int) -> HttpResponse:
        deck = self.own_or_404(request, str(object_id))
        packed = io.BytesIO()
        export(deck, packed)
        disposition = {"Content-Disposition": f'attachment; filename="{deck.slug}.zip"'}
        return HttpResponse(packed.getvalue(), content_type="application/zip", headers=disposition)

    def publish(self, request: HttpRequest, object_id: int) -> JsonResponse:
        """Let every room play the deck from now on."""
        deck = self.own_or_404(request, str(object_id), change=True)
        if request.method != "POST":
            return JsonResponse({"message": "Send it as a POST."}, status=405)
        models.Deck.objects.filter(pk=deck.pk).update(public=True)
        audit.note(request.user, deck, "Made the deck public.")
        return JsonResponse({"public": True})

    def targets(self, request: HttpRequest, object_id: int) -> HttpResponse:
        deck = self.own_or_404(request, str(object_id), change=True)
        context = self.page(request, f"Targets of {deck.name}", **editor_context(deck, request.GET.get("show", "")))
        return TemplateResponse(request, "admin/game/deck/targets.html", context)


@admin.register(models.DeckImport)
class DeckImportAdmin(ImportAdmin):
    into = models.Deck
    made_words = "Set targets"

    def made(self, job: models.DeckImport) -> str | None:
        targets = reverse("admin:game_deck_targets", args=[job.deck_id]) if job.deck_id else None
        return targets and f"{targets}?show=unlabelled"

    def ways(self, job: models.DeckImport) -> dict[str, str]:
        """To a room with the deck, once there is a picture to play; and into everybody's lists, where it is not."""
        if job.deck is None or not job.deck.prompts.filter(labelled=True).exists():
            return {}
        play = {"play": f"{reverse('home')}?deck={job.deck_id}#start-form"}
        return play if job.deck.public else play | {"publish": reverse("admin:game_deck_publish", args=[job.deck_id])}


@admin.register(models.Prompt)
class PromptAdmin(OwnedAdmin):
    nothing = "No pictures. Import some into a deck."
    list_display = ["picture_small", "title", "deck", "left_eye", "right_eye", "mouth", "labelled"]
    list_display_links = ["title"]
    list_filter = ["labelled", DeckFilter]
    search_fields = ["title"]
    fields = ["title", "left_eye", "right_eye", "mouth", "labelled"]

    def get_urls(self) -> list[URLPattern]:
        save = self.admin_site.admin_view(self.save_target)
        return [path("<uuid:object_id>/target/", save, name="game_prompt_target"), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="picture")
    def picture_small(self, prompt: models.Prompt) -> SafeString | str:
        return thumbnail(prompt.thumbnail_url, prompt.title)

    def save_target(self, request: HttpRequest, object_id: str) -> JsonResponse:
        """A target from the editor. 422 with words where it makes no sense."""
        prompt = self.own_or_404(request, object_id, change=True)
        refused = save_target(prompt, request.body) if request.method == "POST" else "Send it as a POST."
        if refused:
            return JsonResponse({"message": refused}, status=422)
        audit.note(request.user, prompt, "Set the target.")
        return JsonResponse({"saved": True})

    def delete_model(self, request: HttpRequest, obj: models.Prompt) -> None:
        services.erase_prompts([obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[models.Prompt]) -> None:
        services.erase_prompts(queryset)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        names = [f"Picture {prompt.title}" for prompt in objs]
        return names, {"pictures": len(names)}, set(), []

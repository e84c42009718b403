"""Every address of the panel, found by walking its resolver, asked for by everybody; test_others.py attacks them."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, reverse

from game import models
from scoring.casts.models import Cast, CastImport
from scoring.galleries.models import Gallery, GalleryImport
from tests.support import casts, evenings
from tests.support.galleries import gallery

pytestmark = pytest.mark.usefixtures("own_folder")
OPEN = {"login"}
# Signing out and asking for what a form completes need more than an address.
BEYOND_GET = {"logout", "autocomplete", "view_on_site"}


def walk(patterns: list) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name and the parameters of every page."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name, tuple(pattern.pattern.regex.groupindex)


PAGES = sorted(set(walk(admin.site.get_urls())))


def model_of(name: str) -> str:
    return "_".join(name.split("_")[:2])


def rows(evening: evenings.Evening) -> dict[str, object]:
    """A row of each kind that belongs to this evening's host."""
    gallery = Gallery.objects.filter(owner=evening.owner).first()
    person = gallery.people.get() if gallery else None
    cast = Cast.objects.filter(owner=evening.owner).first()
    return {
        "game_boothswitch": models.BoothSwitch.objects.values_list("pk", flat=True).first(),
        "scoring_gallery": gallery and gallery.pk,
        "scoring_person": person and person.pk,
        "scoring_portrait": person and person.portraits.get().pk,
        "scoring_galleryimport": GalleryImport.objects.filter(owner=evening.owner).values_list("pk", flat=True).first(),
        "scoring_cast": cast and cast.pk,
        "scoring_character": cast and cast.characters.get().pk,
        "scoring_example": cast and cast.examples.get().pk,
        "scoring_modelversion": cast and cast.versions.get().pk,
        "scoring_castimport": CastImport.objects.filter(owner=evening.owner).values_list("pk", flat=True).first(),
        "game_deck": evening.deck.pk,
        "game_prompt": evening.deck.prompts.get().pk,
        "game_room": evening.row.pk,
        "game_take": evening.take.pk,
        "game_report": evening.take.reports.get().pk,
        "game_seat": evening.take.seat_id,
        "game_ban": models.Ban.objects.filter(banned_by=evening.owner).values_list("pk", flat=True).first(),
        "game_deckimport": models.DeckImport.objects.filter(owner=evening.owner).values_list("pk", flat=True).first(),
        "game_erasure": models.Erasure.objects.filter(host=evening.owner).values_list("pk", flat=True).first(),
        "game_player": evening.take.seat.player_id,
        "auth_user": evening.owner.pk,
        "auth_group": Group.objects.get().pk,
        "admin_logentry": LogEntry.objects.filter(user=evening.owner).values_list("pk", flat=True).first(),
    }


def addresses(evening: evenings.Evening) -> list[tuple[str, str]]:
    found = rows(evening)
    values = {"kind": "csv", "app_label": "game"}
    result = []
    for name, parameters in PAGES:
        row = {key: found.get(model_of(name)) for key in parameters if key not in values}
        if name in BEYOND_GET or None in row.values():
            continue
        result.append((name, reverse(f"admin:{name}", kwargs=row | {k: values[k] for k in parameters if k in values})))
    return result


def statuses(client: Client, evening: evenings.Evening) -> dict[str, int]:
    return {name: client.get(url).status_code for name, url in addresses(evening)}


def test_the_walk_finds_the_pages_that_are_there():
    names = {name for name, _ in PAGES}
    assert {"index", "game_room_live", "game_deck_targets", "game_take_photo", "auth_user_changelist"} <= names
    assert len(names) > 60


@pytest.mark.parametrize("who", ["anonymous", "player"])
def test_who_is_no_host_is_sent_to_the_door(who, others):
    client = Client()
    if who == "player":
        client.force_login(User.objects.create(username="ordinary"))
    for name, url in addresses(others):
        answer = client.get(url)
        if name not in OPEN:
            assert answer.status_code == 302, name
            assert answer["Location"].startswith(reverse("admin:login")), name


def test_a_superuser_gets_every_page(boss, others, now):
    LogEntry.objects.create(user=others.owner, action_flag=2, object_repr="a thing")
    client = Client()
    client.force_login(boss)
    refused = {name: status for name, status in statuses(client, others).items() if status >= 400}
    # No one adds or changes what comes about by itself, and what changes something is sent by POST.
    by_itself = ("take", "report", "seat", "ban", "player", "erasure", "deckimport", "logentry", "prompt")
    faces = ("boothswitch", "galleryimport", "person", "portrait")
    faces += ("castimport", "character", "example", "modelversion")
    unneeded = [f"{app}_{model}_add" for model in by_itself + faces for app in ("game", "admin", "scoring")]
    kept = ["game_erasure_delete", "admin_logentry_delete", "game_deckimport_delete", "game_take_delete"]
    kept += ["scoring_galleryimport_delete", "game_boothswitch_delete"]
    kept += ["scoring_castimport_delete", "scoring_modelversion_delete"]
    pressed = [
        "game_prompt_target",
        "game_deck_publish",
        "scoring_cast_train",
        "scoring_cast_renew",
        "scoring_modelversion_back",
    ]
    assert set(refused) - {*unneeded, *kept, *pressed} == set()


def test_a_host_gets_the_pages_of_their_own(panel, hana, evening, others):
    gallery("Mine", hana, "Ann")
    casts.of_host(hana, "Mine")
    found = statuses(panel, evening)
    for model in ("deck", "room", "take", "report", "seat", "prompt"):
        assert found[f"game_{model}_changelist"] == 200, model
    for name in ("room_live", "room_change", "room_recap", "deck_targets", "deck_change", "take_photo", "deck_export"):
        assert found[f"game_{name}"] == 200, name
    for name in ("gallery_change", "gallery_import", "person_change", "portrait_picture", "portrait_delete"):
        assert found[f"scoring_{name}"] == 200, name
    for name in ("cast_change", "cast_review", "cast_state", "character_picture", "example_picture", "example_delete"):
        assert found[f"scoring_{name}"] == 200, name
    for model in ("auth_user", "auth_group", "game_player"):
        assert found[f"{model}_changelist"] == 403, model


def test_every_parameter_of_the_panel_is_known_to_the_walk():
    for name, parameters in PAGES:
        if name not in BEYOND_GET:
            assert set(parameters) <= {"object_id", "kind", "app_label", "id"}, name
    with pytest.raises(NoReverseMatch):
        reverse("admin:no_such_page")

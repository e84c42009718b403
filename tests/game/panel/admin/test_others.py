"""The panel attacked by a host who has an account of their own: nothing of another host's is shown, or changed."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from game import models
from game.panel import access
from tests.game.panel.admin.test_permissions import PAGES, addresses, rows

pytestmark = pytest.mark.usefixtures("own_folder")

GONE = (302, 403, 404, 405)
FORMS = [
    {},
    {"post": "yes", "_save": "Save", "action": "delete_selected"},
    {"name": "Mine now", "nickname": "Mine now", "owner": "", "public": "on", "hidden": "on", "approved": ""},
    {"left_eye": 1, "right_eye": 1, "mouth": 1, "labelled": "on", "password": "sesame", "rounds": 1, "deck": ""},
]
KINDS = (*access.OWNER, models.Player, models.Erasure)


def others_row(name: str) -> bool:
    """Whether the page is about one row."""
    parameters = dict(PAGES)[name]
    return bool(set(parameters) - {"app_label", "kind"}) and name != "auth_user_password_change"


def belongings() -> list[dict[str, object]]:
    """All that is in the database of the other host: the one who attacks has nothing yet."""
    return [row for kind in KINDS for row in kind.objects.order_by("pk").values()] + list(
        User.objects.filter(username="zelda").values()
    )


def check_tells_nothing(answer, others, where):
    assert answer.status_code < 500, where
    for secret in ("zelda", others.party.code):
        asked_for = secret in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]
        assert asked_for or secret.encode() not in answer.content, where


@pytest.mark.parametrize("method", ["get", "delete"])
def test_no_address_shows_what_is_of_others(method, panel, others):
    before = belongings()
    for name, url in addresses(others):
        answer = getattr(panel, method)(url)
        check_tells_nothing(answer, others, name)
        assert answer.status_code in GONE or not others_row(name), name
    assert belongings() == before


def test_no_form_changes_what_is_of_others(panel, others):
    before = belongings()
    for name, url in addresses(others):
        if others_row(name):
            for form in FORMS:
                answer = panel.post(url, form)
                check_tells_nothing(answer, others, name)
                assert answer.status_code in GONE, name
    assert belongings() == before


def test_no_action_reaches_what_is_of_others(panel, others):
    before, found = belongings(), rows(others)
    for kind, pages in admin.site._registry.items():
        label = f"{kind._meta.app_label}_{kind._meta.model_name}"
        actions = {"delete_selected", *(getattr(action, "__name__", action) for action in pages.actions or ())}
        for action in actions:
            for chosen in (
                {"_selected_action": [str(found[label])]},
                {"_selected_action": ["x"], "select_across": "1"},
            ):
                form = {"action": action, "index": "0", "post": "yes", **chosen}
                answer = panel.post(reverse(f"admin:{label}_changelist"), form)
                check_tells_nothing(answer, others, (label, action))
    assert belongings() == before


def test_no_list_is_filtered_searched_or_completed_into_what_is_of_others(panel, others):
    for kind in admin.site._registry:
        label = f"{kind._meta.app_label}.{kind._meta.model_name}"
        page = reverse(f"admin:{label.replace('.', '_')}_changelist")
        for ask in ({"q": "zel"}, {"owner__username": "zelda"}, {"created_by": others.owner.pk}, {"all": "", "o": "1"}):
            check_tells_nothing(panel.get(page, ask), others, (label, ask))
        for field in (field for field in (*kind._meta.fields, *kind._meta.many_to_many) if field.is_relation):
            ask = {"app_label": kind._meta.app_label, "model_name": kind._meta.model_name, "field_name": field.name}
            check_tells_nothing(panel.get(reverse("admin:autocomplete"), {"term": "z", **ask}), others, (label, ask))


def test_no_row_of_others_is_found_by_its_kind_and_number(panel, others):
    for label, row in rows(others).items():
        kind = ContentType.objects.get_by_natural_key(*label.split("_"))
        answer = panel.get(reverse("admin:view_on_site", args=[kind.pk, row]))
        check_tells_nothing(answer, others, label)
        assert answer.status_code in GONE, label

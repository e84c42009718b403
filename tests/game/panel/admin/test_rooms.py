import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from game import models
from game.engine import errors, hosting, seating, transitions
from game.engine.state import Phase
from game.engine.transitions import THE_HOUSE
from game.panel import commands
from game.panel.protocol import panel_command
from game.rooms import repository, services
from tests.support import evenings

pytestmark = pytest.mark.usefixtures("own_folder")
ADD = "admin:game_room_add"


def form(deck: models.Deck, /, **changes: object) -> dict[str, object]:
    values = {"deck": deck.pk, "rounds": 3, "max_players": 8, "get_ready": 3, "capture": 20, "judging": 10, "reveal": 9}
    switches = {"programme": "classic", "spectators": "on", "code_alone": "lobby", "hours": 48}
    return {key: value for key, value in (values | switches | changes).items() if value is not None}


@pytest.fixture
def room(panel, small_deck) -> models.Room:
    panel.post(reverse(ADD), form(small_deck))
    return models.Room.objects.get()


def test_a_host_opens_a_room_and_lands_on_its_live_page(panel, hana, small_deck):
    answer = panel.post(reverse(ADD), form(small_deck, approve_photos="on", spectators=None))
    room = models.Room.objects.get()
    assert answer["Location"] == reverse("admin:game_room_live", args=[room.pk])
    state = repository.get(room.code)
    assert (state.settings.rounds, state.settings.capture, state.settings.max_players) == (3, 20, 8)
    assert (state.settings.approve_photos, state.settings.spectators, state.settings.locked) == (True, False, False)
    assert room.created_by == hana
    assert (room.expires_at - room.created_at).total_seconds() == 48 * 3600


@pytest.mark.parametrize("wrong", [{"rounds": 11}, {"capture": 4}, {"hours": 169}, {"deck": 999}, {"max_players": 0}])
def test_what_is_outside_the_limits_is_said_in_the_form(panel, small_deck, wrong):
    answer = panel.post(reverse(ADD), form(small_deck, **wrong))
    assert answer.status_code == 200
    assert set(answer.context["adminform"].form.errors) == set(wrong)
    assert not models.Room.objects.exists()


@pytest.mark.parametrize(("usual", "offered"), [(6, 6), (168, 168), (400, 168), (0.5, 1)])
def test_the_form_begins_with_the_usual_life_of_a_room(panel, small_deck, settings, usual, offered):
    settings.ROOM_LIFETIME = timedelta(hours=usual)
    assert panel.get(reverse(ADD)).context["adminform"].form["hours"].value() == offered


@pytest.mark.parametrize(("zone", "shown"), [("Asia/Tokyo", "21:30 JST"), ("", "12:30 UTC"), ("?", "12:30 UTC")])
def test_times_are_those_of_the_hosts_own_clock(panel, evening, zone, shown):
    models.Room.objects.filter(pk=evening.row.pk).update(expires_at=datetime(2026, 5, 9, 12, 30, tzinfo=UTC))
    panel.cookies["zone"] = zone
    page = panel.get(reverse("admin:game_room_live", args=[evening.row.pk])).content.decode()
    assert f"9 May, {shown}" in page
    assert "panel/js/local-time" in page


def test_a_host_may_play_public_decks_and_their_own(panel, hana, others):
    offered = panel.get(reverse(ADD)).content.decode()
    assert "Small deck" in offered
    assert "Deck of zelda" not in offered
    assert panel.post(reverse(ADD), form(others.deck)).status_code == 200


def test_a_password_is_asked_of_everybody_who_sits_down(panel, client, small_deck):
    panel.post(reverse(ADD), form(small_deck, new_password="Käse"))
    room = models.Room.objects.get()
    assert "Käse" not in room.password
    url = f"/api/v1/rooms/{room.code}/seats"

    def join():
        answer = client.post(url, {"nickname": "Ann", "avatar": "miko"}, content_type="application/json")
        return answer.status_code, answer.json().get("code")

    assert join() == (403, "password_needed")
    client.post(f"/r/{room.code}/", {"password": "Brot"})
    assert join() == (403, "password_needed")
    assert not models.Player.objects.exists()
    client.post(f"/r/{room.code}/", {"password": "Käse"})
    assert join() == (201, None)
    # Whoever has a seat is not asked again.
    client.cookies.pop(f"pass_{room.code}")
    assert join() == (201, None)


def test_a_room_with_a_password_shows_nothing_to_whoever_has_not_said_it(panel, client, small_deck):
    panel.post(reverse(ADD), form(small_deck, new_password="Käse"))
    code = models.Room.objects.get().code
    pages = [f"/r/{code}/", f"/r/{code}/stage/", f"/r/{code}/recap/"]
    for page in pages:
        door = client.get(page).content.decode()
        assert "data-code" not in door
        assert "Ask the host for it." in door
    answer = client.get(f"/api/v1/rooms/{code}")
    assert (answer.status_code, answer.json()["code"]) == (403, "password_needed")

    wrong = client.post(pages[1], {"password": "Brot"})
    assert "That is not the password" in wrong.content.decode()
    assert client.post(pages[1], {"password": "Käse"})["Location"] == pages[1]
    for page in pages:
        assert "data-code" in client.get(page).content.decode()
    assert client.get(f"/api/v1/rooms/{code}").status_code == 200


def test_a_new_password_is_asked_of_those_who_said_the_old_one(panel, client, small_deck):
    panel.post(reverse(ADD), form(small_deck, new_password="Käse"))
    room = models.Room.objects.get()
    client.post(f"/r/{room.code}/stage/", {"password": "Käse"})
    panel.post(reverse("admin:game_room_change", args=[room.id]), form(small_deck, new_password="Brot"))
    assert "data-code" not in client.get(f"/r/{room.code}/stage/").content.decode()


def test_the_password_stays_until_it_is_changed_or_taken_away(panel, small_deck, room):
    url = reverse("admin:game_room_change", args=[room.pk])
    panel.post(url, form(small_deck, new_password="one"))
    first = models.Room.objects.get().password
    panel.post(url, form(small_deck, rounds=4))
    assert models.Room.objects.get().password == first != ""
    panel.post(url, form(small_deck, no_password="on"))
    assert models.Room.objects.get().password == ""


def test_changing_a_room_tells_its_screens(panel, small_deck, room, screens, django_capture_on_commit_callbacks):
    screens.look(room.code)
    with django_capture_on_commit_callbacks(execute=True):
        panel.post(reverse("admin:game_room_change", args=[room.pk]), form(small_deck, rounds=7, locked="on"))
    settings = screens.by_seat[None].room["settings"]
    assert (settings["rounds"], settings["locked"]) == (7, True)


def test_a_running_game_keeps_its_deck(panel, evening):
    other = models.Deck.objects.create(slug="other", name="Other")
    other.prompts.create(title="x", content_hash="y", left_eye=0, right_eye=0, mouth=0)
    answer = panel.post(reverse("admin:game_room_change", args=[evening.row.pk]), form(other))
    assert "between games" in str(answer.context["adminform"].form.errors["deck"])


def test_erasing_a_room_leaves_a_receipt_for_its_host(panel, hana, evening):
    url = reverse("admin:game_room_delete", args=[evening.row.pk])
    assert b"Ann of hana" not in panel.get(url).content
    panel.post(url, {"post": "yes"})
    receipt = models.Erasure.objects.get()
    assert (receipt.room_code, receipt.host, receipt.left_behind) == (evening.party.code, hana, 0)
    assert panel.get(reverse("admin:game_erasure_changelist")).content.count(evening.party.code.encode()) >= 1


def test_the_live_page_has_link_and_qr(panel, evening, settings):
    settings.PUBLIC_URL = ""
    page = panel.get(reverse("admin:game_room_live", args=[evening.row.pk])).content.decode()
    assert f"http://testserver/r/{evening.party.code}/" in page
    assert reverse("qr", args=[evening.party.code]) in page


def test_the_live_page_gives_the_address_that_phones_reach(panel, evening, settings):
    settings.PUBLIC_URL = "https://party.example.org"
    page = panel.get(reverse("admin:game_room_live", args=[evening.row.pk])).content.decode()
    assert f"https://party.example.org/r/{evening.party.code}/" in page
    assert "http://testserver/r/" not in page


def test_a_recap_is_a_table_without_photos(panel, hana, small_deck, now):
    evening = evenings.evening(hana, small_deck, now, "=1+1", "Ben")
    text = panel.get(reverse("admin:game_room_recap", args=[evening.row.pk, "csv"])).content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    # A spreadsheet must not take a name for a formula.
    assert (row["nickname"], row["percent"], row["eyes"], row["mouth"]) == ("'=1+1", "85.0", "0.85", "0.3")
    data = panel.get(reverse("admin:game_room_recap", args=[evening.row.pk, "json"])).json()
    assert data["takes"][0]["nickname"] == "=1+1"
    assert "photo" not in json.dumps(data)
    assert panel.get(reverse("admin:game_room_recap", args=[evening.row.pk, "exe"])).status_code == 404


def test_a_second_host_steers_too_until_taken_back(evening, now):
    party = evening.party
    ben = party.seats["Ben of hana"]
    with pytest.raises(errors.NotHost):
        party.do(transitions.pause, ben)
    party.do(hosting.name_second_host, ben, THE_HOUSE)
    party.do(transitions.pause, ben)
    with pytest.raises(errors.NotHost):
        party.do(seating.kick, party.host, ben)
    party.do(hosting.name_second_host, None, party.host)
    with pytest.raises(errors.NotHost):
        party.do(transitions.resume, ben)


def obey(evening, user, **message):
    commands.obey(user, evening.party.code, panel_command.validate_python(message), evening.party.now)


def test_the_panel_steers_for_the_house_and_is_noted(evening, hana, screens):
    obey(evening, hana, type="pause")
    assert evening.party.room.paused
    obey(evening, hana, type="resume")
    obey(evening, hana, type="kick", seat=evening.party.seats["Ben of hana"])
    obey(evening, hana, type="end")
    assert evening.party.room.phase is Phase.PODIUM
    notes = list(LogEntry.objects.order_by("pk").values_list("change_message", flat=True))
    assert [note.split()[0] for note in notes] == ["Paused", "Let", "Removed", "Ended"]


def test_a_second_click_in_the_panel_skips_nothing_more_and_is_not_noted(evening, hana, screens):
    for _ in range(2):
        obey(evening, hana, type="skip", phase="capture", round=1)
    assert evening.party.room.phase is Phase.JUDGING
    assert [note.change_message for note in LogEntry.objects.all()] == ["Skipped a phase."]


def test_closing_a_room_sends_everybody_home(evening, hana, screens, django_capture_on_commit_callbacks):
    screens.look(evening.party.code)
    with django_capture_on_commit_callbacks(execute=True):
        obey(evening, hana, type="close")
    assert not models.Room.objects.exists()
    assert screens.by_seat[None].closed["code"] == "room_expired"


def test_whose_rights_are_gone_steers_no_more(evening, hana, others):
    with pytest.raises(errors.NotHost):
        obey(evening, others.owner, type="pause")
    hana.is_active = False
    hana.save()
    with pytest.raises(errors.NotHost):
        obey(evening, hana, type="pause")
    with pytest.raises(repository.NoSuchRoom):
        commands.obey(hana, "XXXXX", panel_command.validate_python({"type": "pause"}), evening.party.now)


@pytest.mark.parametrize("seat", ["", "no-such-seat", "3f0c1a52-6d4e-4f0b-9a57-0b6a1e6f8f2d"])
def test_a_seat_that_is_not_there_is_refused(evening, hana, seat):
    with pytest.raises(errors.NotYourSeat):
        obey(evening, hana, type="ban", seat=seat)


def test_a_room_of_an_account_belongs_to_it(hana, small_deck, now, screens):
    player = models.Player.objects.create(user=hana)
    room = services.create_room(player, "Hana", "miko", transitions.Settings(), small_deck, now)
    assert models.Room.objects.get(code=room.code).created_by == hana

import io

import pytest
from django.contrib.admin.models import LogEntry
from PIL import Image

from game import models
from game.engine import errors, transitions
from game.engine.state import Phase
from game.live import commands
from game.panel import moderation, takes
from game.photos import moderation as photo_moderation
from game.protocol.from_client import Moderate
from game.rooms import services
from tests.support import evenings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder", "screens")]


@pytest.fixture
def hana(db):
    return evenings.host("hana")


@pytest.fixture
def evening(hana, small_deck, now):
    return evenings.evening(hana, small_deck, now, "Ann", "Ben", rounds=2)


@pytest.fixture
def seen(evening, screens, django_capture_on_commit_callbacks):
    """What every screen shows; call it with something to do."""
    screens.look(evening.party.code)

    def do(action):
        with django_capture_on_commit_callbacks(execute=True):
            action()
        return screens

    return do


def moderate(evening, now, **wishes):
    take = models.Take.objects.get(id=evening.take.id)
    return lambda: moderation.moderate(evening.owner, take, now, **wishes)


def gone(screens):
    return [message["take"] for message in screens.sent if message["type"] == "photo_gone"]


def result_of(screens, evening):
    return screens.by_seat[None].room["results"][evening.party.seats["Ann"]]


def test_a_hidden_photo_leaves_every_screen_and_keeps_its_score(evening, now, seen):
    seen(lambda: evening.party.go_to(Phase.REVEAL))
    screens = seen(moderate(evening, now, approved=True, hidden=True))
    result = result_of(screens, evening)
    assert "photo" not in result
    assert result["percent"] == 85
    assert gone(screens) == [str(evening.take.id)]


def test_a_photo_of_a_game_that_is_over_leaves_the_pages_that_show_it_too(evening, now, seen):
    seen(lambda: evening.party.go_to(Phase.PODIUM))
    seen(lambda: evening.party.do(transitions.again, evening.party.host))
    assert gone(seen(moderate(evening, now, approved=True, hidden=False))) == []
    assert gone(seen(moderate(evening, now, approved=True, hidden=True))) == [str(evening.take.id)]


def test_a_hosts_phone_takes_a_photo_off_every_page_as_the_panel_does(evening, now, seen):
    take = str(evening.take.id)
    seen(lambda: evening.party.go_to(Phase.PODIUM))
    hide = Moderate(type="moderate", take=take, approved=True, hidden=True)
    assert gone(seen(lambda: commands.obey(evening.party.code, evening.party.host, hide, now))) == [take]


def test_the_score_can_go_with_the_photo(evening, now, seen):
    seen(lambda: evening.party.go_to(Phase.REVEAL))
    screens = seen(moderate(evening, now, approved=True, hidden=True, keep_score=False))
    result = result_of(screens, evening)
    assert (result["code"], result["points"]) == ("removed", 0)


def test_a_room_can_hold_photos_back_until_they_are_approved(hana, small_deck, now, screens):
    evening = evenings.evening(hana, small_deck, now, "Ann", "Ben", approve_photos=True)
    evening.party.go_to(Phase.REVEAL)
    ann = evening.party.seats["Ann"]

    def shown():
        screens.look(evening.party.code)
        return screens.by_seat[None].room["results"][ann].get("photo")

    assert shown() is None
    moderate(evening, now, approved=True, hidden=False)()
    assert shown() is not None


def test_a_photo_of_a_game_that_is_over_goes_too_and_its_points_are_counted_again(evening, now):
    party = evening.party
    evenings.shoot(party, "Ann", 0.3)
    evenings.shoot(party, "Ben", 0.5)
    party.go_to(Phase.PODIUM)
    party.do(transitions.again, party.host)
    party.start()
    results = models.GameResult.objects.order_by("place")
    assert list(results.values_list("nickname", "points")) == [("Ann", 850), ("Ben", 500)]
    moderate(evening, now, approved=True, hidden=True, keep_score=False)()
    assert list(results.values_list("nickname", "points", "place")) == [("Ben", 500, 1), ("Ann", 300, 2)]
    take = models.Take.objects.get(id=evening.take.id)
    assert (take.hidden, take.similarity, take.code) == (True, None, "removed")


@pytest.fixture
def past(evening):
    """A photo of a game that is over, as its row was read before it was judged."""
    take = models.Take.objects.get(id=evening.party.send("Ben"))
    evening.party.do(transitions.end, evening.party.host)
    evening.party.do(transitions.again, evening.party.host)
    return take


def test_an_outcome_that_comes_while_a_photo_is_hidden_is_kept(evening, now, past):
    evening.party.judge(str(past.id), 0.5)
    moderation.moderate(evening.owner, past, now, approved=True, hidden=True)
    past.refresh_from_db()
    assert (past.hidden, past.code, past.similarity) == (True, "scored", 0.5)
    assert models.GameResult.objects.get(nickname="Ben").points == 500


@pytest.mark.parametrize("judged_first", [True, False])
def test_what_is_removed_with_its_points_earns_none_whenever_it_is_judged(evening, now, past, judged_first):
    acts = [
        lambda: evening.party.judge(str(past.id), 0.5),
        lambda: moderation.moderate(evening.owner, past, now, approved=False, hidden=True, keep_score=False),
    ]
    for act in acts if judged_first else reversed(acts):
        act()
    past.refresh_from_db()
    assert (past.code, past.similarity, past.upload) == ("removed", None, "")
    assert list(models.GameResult.objects.values_list("nickname", flat=True)) == ["Ann"]


def test_a_banned_player_stays_out_of_all_of_the_hosts_rooms_and_only_those(evening, hana, small_deck, now):
    ben = evening.seat("Ben")
    other = services.open_room(transitions.Settings(), small_deck, now, created_by=hana)
    elsewhere = services.open_room(transitions.Settings(), small_deck, now)
    services.join(other.code, ben.player, "Ben", "miko", now)
    moderation.ban(hana, ben, now)
    assert set(models.Seat.objects.filter(player=ben.player).values_list("presence", flat=True)) == {"kicked"}
    third = services.open_room(transitions.Settings(), small_deck, now, created_by=hana)
    with pytest.raises(errors.Banned):
        services.join(third.code, ben.player, "Ben again", "miko", now)
    services.join(elsewhere.code, ben.player, "Ben", "miko", now)
    models.Ban.objects.all().delete()
    services.join(third.code, ben.player, "Ben", "miko", now)


def test_the_house_bans_from_everywhere(evening, small_deck, now):
    moderation.ban(evenings.host("boss", everything=True), evening.seat("Ben"), now)
    elsewhere = services.open_room(transitions.Settings(), small_deck, now)
    with pytest.raises(errors.Banned):
        services.join(elsewhere.code, evening.seat("Ben").player, "Ben", "miko", now)


def test_the_log_says_who_did_it_and_names_no_guest(evening, now):
    moderate(evening, now, approved=True, hidden=True)()
    moderation.ban(evening.owner, evening.seat("Ben"), now)
    entries = LogEntry.objects.order_by("pk").values_list("user__username", "object_repr", "change_message")
    assert [(who, room) for who, room, _ in entries] == [("hana", evening.party.code)] * 2
    words = " ".join(what for _, _, what in entries)
    assert words.startswith("Hid photo")
    assert "Ann" not in words and "Ben" not in words


def test_the_panel_hears_of_a_report_once(evening, now, seen):
    seat, take = evening.party.sit_down("Cleo"), str(evening.take.id)
    for _ in range(2):
        screens = seen(lambda: photo_moderation.report(evening.party.code, seat, take, now))
    told = [message for message in screens.sent if message["type"] == "reported"]
    assert told == [{"type": "reported", "take": take}]


def test_the_panel_shows_every_photo_in_small_hidden_or_not(evening, now, client):
    moderate(evening, now, approved=False, hidden=True)()
    client.force_login(evening.owner)
    (take,) = takes.panel_message(evening.party.code, now).takes
    assert (take.hidden, take.reports, take.eyes, take.mouth, take.percent) == (True, 1, pytest.approx(0.85), 0.3, 85)
    answer = client.get(take.photo)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert Image.open(io.BytesIO(answer.content)).size == (30, 40)

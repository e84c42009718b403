import pytest

from game import models
from game.booths import registry, tasks
from scoring.galleries.models import Gallery
from tests.support.visitors import face_of, seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("news")]


def page(visitor, path):
    answer = visitor.http.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_booths_stand_in_a_row_but_for_those_that_are_closed(mia):
    models.BoothSwitch.objects.create(kind="who", on=False)
    text = page(mia, "/booths/")
    assert 'href="/booths/lookalike/"' in text and 'href="/solo/"' in text
    assert 'href="/booths/who/"' not in text


def test_where_all_are_closed_the_page_says_so(mia):
    models.BoothSwitch.objects.bulk_create(models.BoothSwitch(kind=kind, on=False) for kind in registry.KINDS)
    assert "All booths are closed tonight" in page(mia, "/booths/")
    assert "This booth is closed tonight" in page(mia, "/booths/lookalike/")


def test_a_page_offers_the_galleries_that_its_visitor_may_ask(mia, friends):
    assert '"slug": "friends"' in page(mia, "/booths/lookalike/")
    Gallery.objects.update(public=False)
    assert '"slug": "friends"' not in page(mia, "/booths/lookalike/")


def test_a_returning_visitor_alone_finds_their_last_answer(mia, eve, friends):
    eve.step_in("lookalike")
    mia.step_in("lookalike", gallery="friends")
    mia.send()
    assert "data-last" not in page(mia, "/booths/lookalike/")
    tasks.answer_visit(seen(face_of(friends.people.get(name="Ada").portraits.get())), mia.visit)
    assert f'data-last="{mia.visit}"' in page(mia, "/booths/lookalike/")
    assert "data-last" not in page(mia, "/booths/who/")
    assert "data-last" not in page(eve, "/booths/lookalike/")
    mia.forget()
    assert "data-last" not in page(mia, "/booths/lookalike/")


def test_a_booth_that_never_was_leads_back_home(mia):
    assert mia.http.get("/booths/palmistry/").status_code == 404

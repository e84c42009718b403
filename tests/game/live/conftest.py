import pytest

from tests.support.live import Phone, Server


@pytest.fixture
def server(small_deck):
    with Server() as running:
        yield running


@pytest.fixture
def phones(server):
    """Makes phones, and hangs up at the end."""
    made = []

    def phone(nickname=""):
        made.append(Phone(server.url, nickname))
        return made[-1]

    yield phone
    for one in made:
        one.close()
        one.http.close()


@pytest.fixture
def mia(phones):
    phone = phones("Mia")
    phone.open_room(settings={"rounds": 1})
    return phone


@pytest.fixture
def ben(phones, mia):
    phone = phones("Ben")
    phone.join(mia.code)
    return phone

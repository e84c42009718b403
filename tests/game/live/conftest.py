import pytest


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

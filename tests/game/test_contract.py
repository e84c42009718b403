"""The API keeps what its own description promises, whatever is sent: schemathesis makes the requests up.

They go to the web process's own server over real connections, once as a stranger with codes that are made up
and once as a guest in the middle of a round. Every answer has to be one that is described, in its status, its
type and its form; what is not as described has to be refused, and nothing may break.
"""

import pytest
import schemathesis
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from animatch.platform import counters
from game import models
from game.api import api
from game.booths import tasks, waiting
from game.engine.state import Phase
from game.people import players
from game.rooms import repository, services
from tests.support import galleries
from tests.support.photos import astronaut, wall
from tests.support.visitors import Browser, face_of, face_of_a_stranger, seen

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]

A_FEW, MANY = 5, pytest.param(100, marks=pytest.mark.slow)
CODE = "ABCDE"
# What may become of a request that is as described: the rules of the game have a word in it too.
RULES = [200, 201, 202, 204, 403, 404, 409, 422]
CONFIG = {"checks": {"positive_data_acceptance": {"expected-statuses": RULES}}}

schemathesis.openapi.format("binary", st.sampled_from([astronaut(64), b"", b"\xff\xd8\xff", b"GIF89a"]) | st.binary())
description = schemathesis.openapi.from_dict(api.get_openapi_schema(), config=schemathesis.Config.from_dict(CONFIG))
OPERATIONS = [found.ok() for found in description.get_all_operations()]
OF_A_ROOM = [operation for operation in OPERATIONS if "{code}" in operation.path]
every_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
every_operation_of_a_room = pytest.mark.parametrize("operation", OF_A_ROOM, ids=lambda operation: operation.label)
OF_A_VISIT = [operation for operation in OPERATIONS if "{visit}" in operation.path]
every_operation_of_a_visit = pytest.mark.parametrize("operation", OF_A_VISIT, ids=lambda operation: operation.label)
each_long_and_short = pytest.mark.parametrize("examples", [A_FEW, MANY])


def limits(operation, *modes, most):
    """A case for each limit of the description, and for one beyond it; of more than `most`, some from everywhere."""
    config = description.config.generation_for(operation=operation, phase="coverage")
    cases = description.iter_coverage_cases(operation, generation_modes=list(modes), generation_config=config)
    cases = list(cases)
    return cases[:: -(-len(cases) // most) or 1]


def attack(operation, examples, url, path=None, **cookies):
    """First the limits of the description, then what chance brings. `path` has what stays the same in it."""
    path = path or {}

    def send(case):
        case.path_parameters |= path
        case.call_and_validate(base_url=url, cookies=cookies)

    for case in limits(operation, *GenerationMode, most=60 if examples == A_FEW else 10_000):
        send(case)
    # Where a description refuses nothing, there is nothing to send that it refuses.
    for mode in GenerationMode if operation.body or operation.query else [GenerationMode.POSITIVE]:
        often = settings(
            max_examples=examples,
            deadline=None,
            derandomize=examples == A_FEW,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        often(given(case=operation.as_strategy(mode, path_parameters=path))(send))()


@pytest.fixture
def counted(monkeypatch):
    """Says how often everybody has asked in this minute: never, or the attack would end in its first second."""

    def say(times):
        for count in ("raised", "known"):
            monkeypatch.setattr(counters, count, lambda *what, **more: times)

    say(0)
    # Nobody answers here.
    monkeypatch.setattr(waiting, "MOST_SECONDS", 0.05)
    return say


@pytest.fixture
def posing(phones, counted):
    """The cookie of a guest who sits in the room CODE, where everybody poses."""
    mia = phones("Mia")
    mia.open_room(settings={"capture": 120})
    models.Room.objects.update(code=CODE)
    services.start(CODE, mia.seat, timezone.now())
    room = repository.get(CODE)
    services.close_phase(CODE, room.clock, room.deadline)
    assert repository.get(CODE).phase is Phase.CAPTURE
    return {players.COOKIE: mia.http.cookies[players.COOKIE]}


@pytest.fixture
def answered(server, counted):
    """A visit whose answer is there, and the cookie of its visitor."""
    friends = galleries.gallery("Friends", None, "Ada", "Ben")
    friends.guests_may_add = True
    friends.save()
    visitor = Browser(server.url).step_in("who")
    visitor.send(wall())
    ada = friends.people.get(name="Ada").portraits.get()
    tasks.answer_visit(seen(face_of(ada), face_of_a_stranger()), visitor.visit)
    visitor.http.close()
    return {"visit": visitor.visit}, {players.COOKIE: visitor.http.cookies[players.COOKIE]}


@every_operation
@each_long_and_short
def test_a_stranger_gets_what_is_described_and_nothing_else(operation, examples, server, counted):
    attack(operation, examples, server.url)


@every_operation_of_a_room
@each_long_and_short
def test_a_guest_gets_what_is_described_and_nothing_else(operation, examples, server, posing):
    attack(operation, examples, server.url, {"code": CODE}, **posing)


@every_operation_of_a_visit
@pytest.mark.parametrize("examples", [MANY])
def test_a_visitor_gets_what_is_described_and_nothing_else(operation, examples, server, answered):
    path, cookies = answered
    attack(operation, examples, server.url, path, **cookies)


@every_operation
def test_who_asks_too_often_is_told_so_as_described(operation, server, counted):
    counted(10**6)
    for case in limits(operation, GenerationMode.POSITIVE, most=5):
        answer = case.call_and_validate(base_url=server.url, excluded_checks=[positive_data_acceptance])
        assert (answer.status_code == 429) == (operation.method == "post" or "{code}" in operation.path)

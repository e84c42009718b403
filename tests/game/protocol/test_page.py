import json
import re
from typing import get_args

import pytest
from pydantic import TypeAdapter

from game.management.commands.write_protocol import PAGE, TYPES, types
from game.protocol.booths import BoothMessage
from game.protocol.from_client import ClientMessage, client_message
from game.protocol.from_server import ServerMessage
from game.protocol.page import page

CLIENT = get_args(get_args(ClientMessage)[0])
SERVER = tuple(dict.fromkeys(get_args(ServerMessage) + get_args(BoothMessage)))


def test_the_page_is_written_from_the_classes_as_they_are():
    assert PAGE.read_text(encoding="utf-8") == page(), "Run `python manage.py write_protocol`."


def test_the_scripts_types_are_written_from_the_classes_as_they_are():
    assert TYPES.read_text(encoding="utf-8") == types(), "Run `python manage.py write_protocol`."


@pytest.mark.parametrize("kind", [*CLIENT, *SERVER])
def test_every_message_has_a_type_in_the_scripts(kind):
    assert re.search(rf"^export interface {kind.__name__} ", types(), re.MULTILINE)


@pytest.mark.parametrize("kind", [*CLIENT, *SERVER])
def test_every_message_is_on_the_page(kind):
    name = get_args(kind.model_fields["type"].annotation)[0]
    assert f"### `{name}`" in page()


def test_the_examples_are_messages():
    examples = re.findall(r"```json\n(.*?)\n```", page(), re.DOTALL)
    assert len(examples) == len(CLIENT) + len(SERVER)
    from_server = TypeAdapter(ServerMessage | BoothMessage)
    for example in examples:
        if json.loads(example)["type"] in {get_args(k.model_fields["type"].annotation)[0] for k in CLIENT}:
            client_message.validate_json(example)
        else:
            from_server.validate_json(example)

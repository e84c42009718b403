"""Messages made up by chance: some as a client sends them, some a little wrong, some no message at all."""

import json
import random
import typing
from collections.abc import Sequence
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

TEXTS = ["", " ", "\x00", "\ud800", "\u202e", "🦊" * 40, "9" * 3000, "²", "../..", "' OR 1=1 --", "<script>", "miko"]
NUMBERS = [0, -1, 1, 99, 2**31, 2**63, 10**40, -0.0, 0.1, 1e308, float("nan"), float("inf")]
OTHERS = [None, True, False, [], {}, [[]], {"type": "start"}, ["start"]]
NO_MESSAGES = ["", "{", "[]", "null", '"start"', "\x00", '{"type":"start"}{"type":"start"}', "[" * 2000, "x" * 5000]


class Nonsense:
    """`ids` stand for seats, takes and decks that are really there."""

    def __init__(self, seed: int, commands: Sequence[type[BaseModel]], ids: Sequence[str]) -> None:
        self.chance, self.commands, self.ids = random.Random(seed), commands, ids

    def message(self) -> str | bytes:
        if self.chance.random() < 0.1:
            return self.chance.choice([*NO_MESSAGES, b"\x00\xff", b'{"type":"resync"}'])
        fields = self._fields(self.chance.choice(self.commands))
        bent = self.chance.random()
        if bent < 0.1:
            fields.pop(self.chance.choice(list(fields)))
        elif bent < 0.2:
            fields[self.chance.choice(["seat", "extra", "__class__", "type "])] = self._odd()
        return json.dumps(fields)

    def _fields(self, command: type[BaseModel]) -> dict[str, Any]:
        hints = typing.get_type_hints(command)
        asked = {name: field for name, field in command.model_fields.items() if self._given(field.is_required())}
        return {name: self._value(hints[name], name) for name in asked}

    def _given(self, required: bool) -> bool:
        return required or self.chance.random() < 0.3

    def _value(self, kind: Any, name: str = "") -> Any:
        if name != "type" and self.chance.random() < 0.15:
            return self._odd()
        if get_origin(kind) is Literal:
            return self.chance.choice(get_args(kind))
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return self._fields(kind)
        if kind is bool:
            return self.chance.random() < 0.5
        if kind in (int, float):
            return self.chance.randrange(1, 12)
        return self.chance.choice(self.ids)

    def _odd(self) -> Any:
        return self.chance.choice(self.chance.choice([TEXTS, NUMBERS, OTHERS]))

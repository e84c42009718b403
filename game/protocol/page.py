"""docs/protocol.md, written from the classes in `game.protocol`."""

import inspect
import json
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, MaxLen
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from game import protocol
from game.protocol import booths, from_client, from_server, round_views, views, visits
from game.protocol.message import Message

CLOSE_CODES = {4403: "removed from the room, or not allowed in it", 4404: "there is no such room, or visit (any more)"}
SEAT = "3f0c1a52-6d4e-4f0b-9a57-0b6a1e6f8f2d"
TAKE = "b7a2a3d0-58d5-4c3e-8d49-2f8f4f0f6c11"
WORDS: dict[str, Any] = {
    "code": "scored",
    "message": "",
    "nickname": "Mia",
    "avatar": "miko",
    "name": "Starter deck",
    "deck": "1",
    "title": "Miko, wide awake",
    "picture": "/prompts/6a7f0a3e-6d0c-4b55-a6ce-0d7a6a0f8b1c",
    "photo": f"/r/BCDFG/photos/{TAKE}?s=u3pWq0",
    "stage": "/r/BCDFG/stage/?k=qv6m2c5xw7ha",
    "password": "open sesame",
    "sticker": "wow",
    "kind": "phase_changed",
    "take": TAKE,
    "server_time": 1778356800000,
    "sent": 1778356799950.5,
    "version": 8,
    "number": 1,
    "face": {"left_eye": 92, "right_eye": 4, "mouth": 35},
    "percent": 87.5,
    "points": 875,
    "place": 1,
    "read": 0.31,
    "wanted": 1.0,
    "cost": 34.5,
    "words": "Mouth: far too shut",
    "digits": "mouth 0.31, wanted open: −34",
    "advice": "Mouth wider!",
    "lasts": 4000,
    "value": "92% open",
    "patch": {"phase": "capture", "deadline": 1778356830000, "prompt": None},
    "overlay": {"mouth": [[0.42, 0.61], [0.58, 0.61]]},
    "slug": "our-family",
    "options": {"gallery": "our-family", "top": 3},
    "calibration": {"eyes_shut": 0.11, "eyes_open": 0.72, "mouth_shut": 0.02, "mouth_open": 0.64},
}
BY_CLASS: dict[tuple[str, str], Any] = {
    ("ErrorMessage", "code"): "too_late",
    ("ErrorMessage", "message"): "Too late: this round is closed. Be quicker in the next one.",
    ("ErrorMessage", "re"): "done",
    ("ClosedMessage", "code"): "kicked",
    ("ClosedMessage", "message"): "The host has removed you from this room.",
    ("Vote", "round"): 2,
    ("Vote", "turn"): 0,
    ("Vote", "choice"): ["6a7f0a3e-6d0c-4b55-a6ce-0d7a6a0f8b1c"],
    ("Skip", "turn"): 0,
    ("RoomView", "turn"): 0,
    ("RoomView", "kind"): "copy",
    ("RoomView", "programme"): ["copy", "charades", "twins"],
    ("RoomView", "explanation"): None,
    ("RoomView", "prompts"): [],
    ("RoomView", "votes"): [],
    ("RoomView", "lasts"): 30000,
    ("RoomSettings", "programme"): "mixed",
    ("SeatView", "role"): None,
    ("CardView", "show"): "",
    ("CardView", "shots"): [],
    ("CardView", "prompt"): None,
    ("ResultView", "prompt"): None,
    ("AwardView", "words"): "Audience award",
    ("AwardView", "points"): 150,
    ("You", "role"): None,
    ("You", "mates"): [],
    ("You", "prompt"): None,
    ("You", "photo"): None,
    ("You", "vote"): None,
    ("RoomView", "code"): "BCDFG",
    ("RoomView", "phase"): "capture",
    ("RoomView", "game"): 1,
    ("RoomView", "round"): 2,
    ("RoomView", "rounds"): 5,
    ("RoomView", "phase_started_at"): 1778356799000,
    ("RoomView", "deadline"): 1778356829000,
    ("RoomView", "host_gone_at"): None,
    ("RoomView", "time_left"): None,
    ("RoomView", "second_host"): None,
    ("Happening", "phase"): "capture",
    ("DeckView", "id"): "1",
    ("VisitView", "kind"): "lookalike",
    ("VisitView", "state"): "answered",
    ("VisitView", "step"): 3,
    ("VisitView", "words"): "Here is the answer.",
    ("VisitView", "code"): None,
    ("VisitView", "message"): None,
    ("VisitView", "ends_at"): 1778443200000,
    ("ShownMessage", "kind"): "lookalike",
    ("QualityView", "refusal"): None,
    ("QualityView", "message"): None,
    ("QualityView", "eyes_apart"): 91.5,
    ("MatchView", "picture"): f"/booths/portraits/{TAKE}",
    ("MatchView", "closer_than"): 97,
    ("GalleryView", "name"): "Our family",
    ("LookalikeAnswer", "faces"): 1,
    ("LookalikeAnswer", "ms"): 41.5,
}

HEAD = """# The protocol of a room

Written by `python manage.py write_protocol` from `game/protocol/`; a test fails when it is stale.

{about}

- **Address**: `/ws/rooms/CODE/`. The player's cookie says whose seat it is. `?watch=1` (a spectator) and `?stage=1`
  (the big screen) take no seat. JSON texts, of at most 4096 characters from a client.
- **The key**: a room's link is `/r/CODE/?k=KEY`. Pages remember the key in a cookie; a program without one says
  `?k=KEY` here and to the API, with the `url` that opening a room answers. The code alone is enough while the room's
  `code_opens` is true; otherwise whoever has no seat gets the error `link_needed`, and 4403. The stage's link has a
  key of its own, which shows the room without a seat, without the password and where others may not watch.
- **First** comes a `snapshot`. Updates may arrive before it and are then ignored.
- **Then** an `update` for every change. Apply its `patch` to `room` if its version is `room.version + 1`; ignore it if
  its version is lower or equal; if it is higher, one was missed: send `resync`, and a `snapshot` comes.
- A `you` message replaces what you know about yourself.
- **Deadlines** are server time. Measure the clock's offset by `ping` and `pong`, and count down yourself.
- **Refused** messages are answered by an `error` with a code that stays the same and a sentence for the person.
- **Closed** by {codes}: do not connect again. Otherwise do; by 1013 the server asks for a pause before it.
- **A password**: whoever has no seat in a room with one gets the error `password_needed`, and 4403. The room's
  pages ask for it, and remember it in a cookie.
- **Players only**: where the setting `spectators` is off, whoever has neither a seat nor the stage's key gets the
  error `no_spectators`, and 4403. They may join nevertheless, if the door is not locked.
"""

BOOTHS = """# The protocol of a booth

{about}

- **Address**: `/ws/booths/VISIT/`, with the id that opening a visit answers (`POST /api/v1/booths/KIND/visits`). The
  cookie of the visitor who opened it has to be shown; everybody else gets the error `no_such_visit`, and 4404.
- **First** comes a `visit`, then one at every change: `step` of `steps`, until its state is `answered` or `refused`.
- `ping` is answered by `pong`, `resync` by a `visit`. `error` and `closed` are as in a room; what is `closed` is
  forgotten.
"""


def page() -> str:
    """The whole page, in Markdown."""
    server, client = get_args(from_server.ServerMessage), get_args(get_args(from_client.ClientMessage)[0])
    of_booths = [kind for kind in get_args(booths.BoothMessage) if kind not in server]
    shapes = [kind for kind in _classes() if kind not in (*server, *client)]
    codes = "; ".join(f"{code} ({why})" for code, why in CLOSE_CODES.items())
    parts = [
        HEAD.format(about=inspect.getdoc(protocol), codes=codes),
        "## From the server",
        *map(_message, server),
        "## From a client",
        *map(_message, client),
        BOOTHS.format(about=inspect.getdoc(booths)),
        "## From a booth",
        *map(_message, of_booths),
        "## Shapes",
        *map(_shape, shapes),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _classes() -> list[type[Message]]:
    found = [
        kind for module in (round_views, views, visits, from_server, from_client) for kind in vars(module).values()
    ]
    messages = [kind for kind in found if inspect.isclass(kind) and issubclass(kind, Message) and kind is not Message]
    return list(dict.fromkeys(messages))


def _message(kind: type[Message]) -> str:
    name = get_args(kind.model_fields["type"].annotation)[0]
    example = json.dumps(_example(kind), ensure_ascii=False, indent=1)
    return "\n\n".join(filter(None, [f"### `{name}`", _about(kind), _table(kind), f"```json\n{example}\n```"]))


def _shape(kind: type[Message]) -> str:
    return "\n\n".join(filter(None, [f"### {kind.__name__}", _about(kind), _table(kind)]))


def _about(kind: type[Message]) -> str:
    return (kind.__doc__ and inspect.cleandoc(kind.__doc__)) or ""


def _table(kind: type[Message]) -> str:
    rows = [f"| `{name}` | {_type(f.annotation)} | {_extra(f)} |" for name, f in _fields(kind)]
    return "\n".join(["| field | type | |", "|---|---|---|", *rows]) if rows else ""


def _fields(kind: type[Message]) -> list[tuple[str, FieldInfo]]:
    return [(name, field) for name, field in kind.model_fields.items() if name != "type"]


def _type(annotation: Any) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return " or ".join(_type(part) for part in arguments if part is not NoneType)
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in arguments)
    if origin in (list, tuple):
        return f"list of {_type(arguments[0])}" if origin is list else f"[{', '.join(map(_type, arguments))}]"
    if origin is dict:
        return f"object of {_type(arguments[1])}"
    if inspect.isclass(annotation) and issubclass(annotation, Message):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    return {str: "text", int: "whole number", float: "number", bool: "true or false", Any: "anything"}[annotation]


def _extra(field: FieldInfo) -> str:
    limits = list(map(_limit, field.metadata))
    if field.default is None:
        return "may be absent"
    if field.default is not PydanticUndefined:
        limits.append(f"default {json.dumps(field.get_default())}")
    return ", ".join(limits)


def _limit(limit: Any) -> str:
    if isinstance(limit, MaxLen):
        return f"at most {limit.max_length} characters"
    return f"from {limit.ge}" if isinstance(limit, Ge) else f"to {limit.le}"


def _example(kind: type[Message]) -> dict[str, Any]:
    plain = {name: f.default for name, f in kind.model_fields.items() if isinstance(f.default, int)}
    chosen = {name: _value(kind, name, f.annotation) for name, f in kind.model_fields.items() if name not in plain}
    return json.loads(kind.model_validate(plain | chosen).text())


def _value(kind: type[Message], name: str, annotation: Any) -> Any:
    if (kind.__name__, name) in BY_CLASS:
        return BY_CLASS[kind.__name__, name]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if name in WORDS and not _holds_messages(annotation):
        return WORDS[name]
    if origin in (Union, UnionType):
        return _value(kind, name, arguments[0])
    if origin is tuple:
        return [_value(kind, name, part) for part in arguments]
    if origin is Literal:
        return arguments[0]
    if origin is list:
        return [_value(kind, name, arguments[0])]
    if origin is dict:
        return {_key(name): _value(kind, name, arguments[1])}
    if inspect.isclass(annotation) and issubclass(annotation, Message):
        return _example(annotation)
    return {str: SEAT, int: 3, float: 0.5, bool: False}[annotation]


def _holds_messages(annotation: Any) -> bool:
    if inspect.isclass(annotation) and issubclass(annotation, Message):
        return True
    return any(_holds_messages(part) for part in get_args(annotation) if part is not NoneType)


def _key(name: str) -> str:
    return {"parts": "mouth", "superlatives": "mouth"}.get(name, SEAT)

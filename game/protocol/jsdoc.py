"""The types that the scripts check against, static/js/live/protocol.d.ts, written from the classes of the messages."""

import inspect
from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import to_json

HEAD = """/**
 * Written by `python manage.py write_protocol` from the classes of the messages; a test fails when it is stale.
 * `docs/protocol.md` says the same in words. Times are milliseconds since 1970.
 */"""
PLAIN = {
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    NoneType: "null",
    Any: "unknown",
    UUID: "string",
}


def declarations(heard: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    """TypeScript's declarations of these classes, and unions of classes, with all the classes that they hold.

    `heard` comes from the server, which leaves out fields whose value is None. `said` goes to it: what has a default
    may be left out. Each union becomes a type by its name in the mapping.
    """
    said_classes = [kind for annotation in said.values() for kind in _parts(annotation)]
    heard_classes = [kind for annotation in heard.values() for kind in _parts(annotation)]
    classes = dict.fromkeys(found for kind in (*heard_classes, *said_classes) for found in _reached(kind))
    interfaces = [_interface(kind, said=kind in said_classes) for kind in classes]
    unions = [_union(name, annotation) for name, annotation in {**heard, **said}.items() if not _is_class(annotation)]
    return "\n\n".join([HEAD, *interfaces, *unions]) + "\n"


def _is_class(annotation: Any) -> bool:
    return inspect.isclass(annotation) and issubclass(annotation, BaseModel)


def _parts(annotation: Any) -> tuple[type[BaseModel], ...]:
    """The classes of a union, with or without what tells them apart; a class itself."""
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return (annotation,) if _is_class(annotation) else get_args(annotation)


def _reached(kind: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """All classes that an object of this one holds, what is needed first, and the class itself at the end."""
    parent = _parent(kind)
    if parent:
        yield from _reached(parent)
    for _, field in _own_fields(kind):
        for part in _classes_in(field.annotation):
            yield from _reached(part)
    yield kind


def _classes_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if _is_class(annotation):
        yield annotation
    for part in get_args(annotation):
        yield from _classes_in(part)


def _parent(kind: type[BaseModel]) -> type[BaseModel] | None:
    """The class that this one takes fields from."""
    return next((base for base in kind.__bases__ if issubclass(base, BaseModel) and base.model_fields), None)


def _own_fields(kind: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    parent = _parent(kind)
    return [(name, field) for name, field in kind.model_fields.items() if not parent or name not in parent.model_fields]


def _interface(kind: type[BaseModel], *, said: bool) -> str:
    parent = _parent(kind)
    title = f"export interface {kind.__name__}{f' extends {parent.__name__}' if parent else ''} {{"
    fields = [f"  {_field(name, field, said=said)};" for name, field in _own_fields(kind)]
    return "\n".join([*_about(kind), title, *fields, "}"])


def _about(kind: type[BaseModel]) -> list[str]:
    return [f"/** {' '.join(inspect.cleandoc(kind.__doc__).split())} */"] if kind.__doc__ else []


def _field(name: str, field: FieldInfo, *, said: bool) -> str:
    absent = field.default is None or (said and not field.is_required())
    return f"{name}{'?' if absent else ''}: {_type(field.annotation)}"


def _type(annotation: Any) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return " | ".join(_type(part) for part in arguments if part is not NoneType)
    if origin is Literal:
        return " | ".join(to_json(value).decode() for value in arguments)
    if origin is list:
        return f"Array<{_type(arguments[0])}>"
    if origin is tuple:
        return f"[{', '.join(map(_type, arguments))}]"
    if origin is dict:
        return f"Record<string, {_type(arguments[1])}>"
    return annotation.__name__ if _is_class(annotation) else PLAIN[annotation]


def _union(name: str, annotation: Any) -> str:
    parts = "".join(f"\n  | {kind.__name__}" for kind in _parts(annotation))
    return f"export type {name} ={parts};"

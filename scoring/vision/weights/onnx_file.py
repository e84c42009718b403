"""As much of the ONNX format as one network needs, written by hand: the same graph gives the same bytes.

The numbers of fields are those of onnx/onnx.proto (IR version 8); the encoding is that of protocol buffers.
"""

from collections.abc import Iterable

import numpy as np

_IR_VERSION, _OPERATORS = 8, 13
_TYPES = {"float32": 1, "int64": 7, "float16": 10}
_FLOAT32 = _TYPES["float32"]
_ONE_INT, _MANY_INTS = 2, 7

Shape = tuple[int | str, ...]
"""Sizes; a word stands for one that is known only when the network runs."""


def model(graph: bytes, producer: str) -> bytes:
    """A graph -> the bytes of an ONNX file (ModelProto)."""
    operators = _number(2, _OPERATORS)
    return _number(1, _IR_VERSION) + _text(2, producer) + _part(7, graph) + _part(8, operators)


def graph(name: str, nodes: Iterable[bytes], constants: Iterable[bytes], takes: bytes, gives: bytes) -> bytes:
    """Nodes in the order in which they run -> GraphProto."""
    parts = [_part(1, each) for each in nodes] + [_text(2, name)] + [_part(5, each) for each in constants]
    return b"".join(parts) + _part(11, takes) + _part(12, gives)


def node(operator: str, inputs: Iterable[str], output: str, **attributes: int | list[int]) -> bytes:
    """One operation (NodeProto), called like its only output."""
    names = b"".join(_text(1, each) for each in inputs)
    told = b"".join(_part(5, _attribute(name, value)) for name, value in attributes.items())
    return names + _text(2, output) + _text(3, output) + _text(4, operator) + told


def constant(name: str, values: np.ndarray) -> bytes:
    """float16, float32 or int64 of any shape -> TensorProto."""
    kind = _number(2, _TYPES[values.dtype.name])
    little = values.astype(values.dtype.newbyteorder("<"))
    return b"".join(_number(1, size) for size in values.shape) + kind + _text(8, name) + _part(9, little.tobytes())


def value(name: str, shape: Shape) -> bytes:
    """A float32 input or output (ValueInfoProto)."""
    sizes = b"".join(_part(1, _number(1, size) if isinstance(size, int) else _text(2, size)) for size in shape)
    return _text(1, name) + _part(2, _part(1, _number(1, _FLOAT32) + _part(2, sizes)))


def _attribute(name: str, value: int | list[int]) -> bytes:
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, _ONE_INT)
    return _text(1, name) + b"".join(_number(8, each) for each in value) + _number(20, _MANY_INTS)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _text(field: int, value: str) -> bytes:
    return _part(field, value.encode())


def _part(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    """Seven bits a byte, the least first; the top bit says that another byte follows."""
    if value < 0:
        raise ValueError("no number here is negative")
    low, rest = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + _varint(rest) if rest else bytes([low])

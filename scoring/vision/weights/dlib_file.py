"""dlib's file of its face recognition network -> its layers, innermost first.

The format is what `serialize` of dlib writes for networks (dlib/dnn/core.h, dlib/dnn/layers.h and
dlib/dnn/loss.h): the loss, then the version of every layer from the outermost inwards, then the bodies of
the layers from the innermost outwards. Tags and skips have a version and no body.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

_TAG, _LAYER, _INNERMOST = 1, 2, 3
"""Versions; the innermost layer has one of its own, because it knows the input. Skips have the version of tags."""


class NotTheNetwork(Exception):
    """The bytes are not dlib's face recognition network."""


@dataclass(frozen=True)
class Layer:
    """What one layer says of itself.

    kind: "input", "con", "affine", "relu", "max_pool", "avg_pool", "add_prev" or "fc".
    numbers: means of red, green, blue and height, width of an input; filters, height, width, strides (down,
    across) and paddings (down, across) of a convolution; the same without filters of a pool; outputs and
    inputs of an fc; else empty. tensors, float32: filters (out, in, height, width) and biases (out,) of a convolution;
    gamma and beta (channels,) of an affine; weights (inputs, outputs) of an fc; else empty.
    """

    kind: str
    numbers: tuple[float, ...] = ()
    tensors: tuple[np.ndarray, ...] = field(default=())


def read(data: bytes) -> list[Layer]:
    """The whole file -> its layers in the order in which a picture goes through them. Raises NotTheNetwork."""
    try:
        reader = _Reader(data)
        _expect(reader.integer(), 1)
        layers = list(_layers(reader))
    except (IndexError, ValueError) as error:
        raise NotTheNetwork(str(error)) from error
    _expect(reader.at, len(data))
    return layers


def _expect(found: object, *wanted: object) -> None:
    if found not in wanted:
        raise NotTheNetwork(f"found {found!r} where {wanted!r} should be")


class _Reader:
    """The primitives of dlib's format, one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data, self.at = data, 0

    def integer(self) -> int:
        """A byte with the number of bytes (0x80: negative), then these, the least first."""
        head = self._data[self.at]
        size = head & 0x0F
        value = int.from_bytes(self._take(1 + size)[1:], "little")
        return -value if head & 0x80 else value

    def integers(self, count: int) -> tuple[int, ...]:
        return tuple(self.integer() for _ in range(count))

    def real(self) -> float:
        """Mantissa, then exponent to base two."""
        mantissa, exponent = self.integers(2)
        return float(np.ldexp(mantissa, exponent))

    def text(self) -> str:
        return self._take(self.integer()).decode("latin-1")

    def flag(self) -> bool:
        return self._take(1) == b"1"

    def tensor(self) -> np.ndarray:
        """Version 2, four sizes, then raw float32; flat."""
        version, *sizes = self.integers(5)
        _expect(version, 2)
        return np.frombuffer(self._take(4 * int(np.prod(sizes))), "<f4")

    def shape(self) -> tuple[int, ...]:
        """An alias tensor: version 1 and the four sizes of a part of the layer's tensor."""
        version, *sizes = self.integers(5)
        _expect(version, 1)
        return tuple(sizes)

    def _take(self, count: int) -> bytes:
        end = self.at + count
        if end > len(self._data):
            raise NotTheNetwork("the file is cut off")
        taken, self.at = self._data[self.at : end], end
        return taken


def _layers(reader: _Reader) -> Iterator[Layer]:
    _expect(reader.text(), "loss_metric_2")
    reader.real(), reader.real()
    versions = [reader.integer()]
    while versions[-1] != _INNERMOST:
        _expect(versions[-1], _TAG, _LAYER)
        versions.append(reader.integer())
    yield _input(reader)
    for version in reversed(versions):
        if version != _TAG:
            yield _layer(reader, innermost=version == _INNERMOST)


def _input(reader: _Reader) -> Layer:
    _expect(reader.text(), "input_rgb_image_sized")
    means = (reader.real(), reader.real(), reader.real())
    return Layer("input", means + reader.integers(2))


def _layer(reader: _Reader, innermost: bool) -> Layer:
    name = reader.text()
    if name not in _BODIES:
        raise NotTheNetwork(f"a layer called {name!r}")
    layer = _BODIES[name](reader)
    # What only training needs: is set up, gradient is stale, is output disabled; gradients and cached output.
    for _ in range(3):
        reader.flag()
    for _ in range(3):
        _expect(reader.tensor().size, 0)
    if innermost:
        # How many samples the input layer makes of one picture.
        _expect(reader.integer(), 1)
    return layer


def _con(reader: _Reader) -> Layer:
    flat = reader.tensor()
    numbers = reader.integers(7)
    filters, biases = reader.shape(), reader.shape()
    for _ in range(4):
        reader.real()
    split = int(np.prod(filters))
    _expect(flat.size, split + int(np.prod(biases)))
    return Layer("con", numbers, (flat[:split].reshape(filters), flat[split:]))


def _affine(reader: _Reader) -> Layer:
    flat = reader.tensor()
    gamma, beta, mode = reader.shape(), reader.shape(), reader.integer()
    _expect(mode, 0)
    _expect(gamma, beta)
    return Layer("affine", (), (flat[: flat.size // 2], flat[flat.size // 2 :]))


def _pool(kind: str, reader: _Reader) -> Layer:
    return Layer(kind, reader.integers(6))


def _fc(reader: _Reader) -> Layer:
    outputs, inputs = reader.integers(2)
    flat = reader.tensor()
    reader.shape(), reader.shape()
    # Mode 1 is "without bias".
    _expect(reader.integer(), 1)
    for _ in range(4):
        reader.real()
    return Layer("fc", (outputs, inputs), (flat.reshape(inputs, outputs),))


_BODIES = {
    "con_4": _con,
    "affine_": _affine,
    "relu_": lambda _: Layer("relu"),
    "add_prev_": lambda _: Layer("add_prev"),
    "max_pool_2": lambda reader: _pool("max_pool", reader),
    "avg_pool_2": lambda reader: _pool("avg_pool", reader),
    "fc_2": _fc,
}

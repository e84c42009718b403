"""dlib's face recognition network as an ONNX graph, its weights stored as float16.

The network: Davis King, "High Quality Face Recognition with Deep Metric Learning" (2017), a ResNet of 29
convolutions after He et al., "Deep Residual Learning for Image Recognition" (2015).
"""

from collections.abc import Sequence

import numpy as np

from scoring.vision.weights import onnx_file
from scoring.vision.weights.dlib_file import Layer, NotTheNetwork

FACES, VECTOR, SIDE, DIMENSION = "faces", "vector", 150, 128


def convert(layers: Sequence[Layer]) -> bytes:
    """dlib's layers, innermost first -> an ONNX file that takes "faces" and gives "vector".

    faces: float32 (any, 3, 150, 150), red, green, blue in 0 .. 255; vector: float32 (any, 128).
    Raises NotTheNetwork where the layers are not those of that network.
    """
    first, con, affine, *rest = layers
    if first.kind != "input" or first.numbers[3:] != (SIDE, SIDE):
        raise NotTheNetwork("another input than 150 x 150 pixels")
    writer = _Writer()
    writer.convolution(*_seeing_pixels(first, *_folded(con, affine)), con, exact=True)
    blocks, head = rest[:-2], rest[-2:]
    while blocks:
        blocks = blocks[_part(writer, blocks) :]
    return _finish(writer, head)


def _part(writer: "_Writer", layers: Sequence[Layer]) -> int:
    """Write what the next layers do; how many they were."""
    kinds = [layer.kind for layer in layers[:8]]
    if kinds[0] == "relu":
        writer.node("Relu", [writer.last])
        return 1
    if kinds[0] == "max_pool":
        writer.pool("MaxPool", layers[0])
        return 1
    if kinds[:6] == ["con", "affine", "relu", "con", "affine", "add_prev"]:
        writer.residual(layers[0:5])
        return 6
    if kinds[:7] == ["con", "affine", "relu", "con", "affine", "avg_pool", "add_prev"]:
        writer.residual(layers[0:5], layers[5])
        return 7
    raise NotTheNetwork(f"layers {kinds}")


def _finish(writer: "_Writer", head: Sequence[Layer]) -> bytes:
    """The mean over each channel, then the 128 numbers; dlib's kernel of 0 x 0 is the whole picture."""
    pool, full = head
    if (pool.kind, pool.numbers[:2], full.kind, full.numbers[0]) != ("avg_pool", (0, 0), "fc", DIMENSION):
        raise NotTheNetwork("another head")
    writer.node("GlobalAveragePool", [writer.last])
    writer.node("Flatten", [writer.last], axis=1)
    writer.node("MatMul", [writer.last, writer.small(full.tensors[0])], name=VECTOR)
    return writer.file()


def _folded(con: Layer, affine: Layer) -> tuple[np.ndarray, np.ndarray]:
    """A convolution and what scales its channels -> filters and biases that do both; float64."""
    filters, biases = (tensor.astype(np.float64) for tensor in con.tensors)
    gamma, beta = (tensor.astype(np.float64) for tensor in affine.tensors)
    return filters * gamma[:, None, None, None], biases * gamma + beta


def _seeing_pixels(first: Layer, filters: np.ndarray, biases: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Fold (x - mean) / 256 into the first convolution, which pads nothing and so sees nothing else."""
    scaled, means = filters / 256, np.array(first.numbers[:3])
    return scaled, biases - np.einsum("oihw,i->o", scaled, means)


class _Writer:
    """Collects nodes and constants; `last` is the name of what the last node gave, of `shape` (channels, side)."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._constants: list[bytes] = []
        self.last, self.shape = FACES, (3, SIDE)

    def node(self, operator: str, inputs: Sequence[str], name: str = "", **attributes: int | list[int]) -> None:
        self.last = name or f"n{len(self._nodes)}"
        self._nodes.append(onnx_file.node(operator, inputs, self.last, **attributes))

    def constant(self, values: np.ndarray) -> str:
        name = f"c{len(self._constants)}"
        self._constants.append(onnx_file.constant(name, values))
        return name

    def small(self, values: np.ndarray) -> str:
        """Store as float16, to be widened when the network is loaded."""
        kept = self.last
        self.node("Cast", [self.constant(values.astype(np.float16))], to=1)
        widened, self.last = self.last, kept
        return widened

    def convolution(self, filters: np.ndarray, biases: np.ndarray, con: Layer, *, exact: bool = False) -> None:
        """Biases, and filters if `exact`, keep 32 bits; they are few, and those of the first layer tiny."""
        _, height, width, down, across, pad, pad_across = (int(number) for number in con.numbers)
        weights = self.constant(filters.astype(np.float32)) if exact else self.small(filters)
        inputs = [self.last, weights, self.constant(biases.astype(np.float32))]
        pads = [pad, pad_across, pad, pad_across]
        self.node("Conv", inputs, kernel_shape=[height, width], strides=[down, across], pads=pads)
        self.shape = len(filters), (self.shape[1] + 2 * pad - height) // down + 1

    def pool(self, operator: str, pool: Layer) -> None:
        height, width, down, across, *_ = (int(number) for number in pool.numbers)
        self.node(operator, [self.last], kernel_shape=[height, width], strides=[down, across])
        self.shape = self.shape[0], (self.shape[1] - height) // down + 1

    def residual(self, block: Sequence[Layer], pool: Layer | None = None) -> None:
        """Two convolutions beside a way past them; the smaller of what they give is padded with zeros."""
        skip = self.last, self.shape
        self.convolution(*_folded(block[0], block[1]), block[0])
        self.node("Relu", [self.last])
        self.convolution(*_folded(block[3], block[4]), block[3])
        main = self.last, self.shape
        if pool:
            self.last, self.shape = skip
            self.pool("AveragePool", pool)
            skip = self.last, self.shape
        both = max(main[1][0], skip[1][0]), max(main[1][1], skip[1][1])
        self.node("Add", [self._padded(*main, both), self._padded(*skip, both)])
        self.shape = both

    def _padded(self, name: str, shape: tuple[int, int], wanted: tuple[int, int]) -> str:
        """Zeros after the channels, below and to the right, as dlib's add_prev has it."""
        channels, side = wanted[0] - shape[0], wanted[1] - shape[1]
        if not channels and not side:
            return name
        self.node("Pad", [name, self.constant(np.array([0, 0, 0, 0, 0, channels, side, side], np.int64))])
        return self.last

    def file(self) -> bytes:
        takes = onnx_file.value(FACES, ("count", 3, SIDE, SIDE))
        gives = onnx_file.value(VECTOR, ("count", DIMENSION))
        graph = onnx_file.graph("dlib_resnet_v1", self._nodes, self._constants, takes, gives)
        return onnx_file.model(graph, "animatch")

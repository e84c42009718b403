"""What torch has learned -> ONNX, written by hand as the other network's is, so that cv2.dnn runs it."""

import numpy as np
import torch
from torch import nn

from scoring.vision.weights import onnx_file
from training.nets import Net


def onnx(net: Net, name: str, shape: onnx_file.Shape, scales: np.ndarray | None = None, shifts: np.ndarray | None = None) -> bytes:
    """The network for input of `shape`, weights rounded to 16 bits; what it gives is multiplied

    by `scales` and moved by `shifts`, by channel.
    """
    nodes, constants, last = [], [], "pixels"

    def constant(values: np.ndarray) -> str:
        constants.append(onnx_file.constant(f"c{len(constants)}", values))
        return f"c{len(constants) - 1}"

    def node(operator: str, inputs: list[str], **attributes: int | list[int]) -> str:
        nodes.append(onnx_file.node(operator, inputs, f"n{len(nodes)}", **attributes))
        return f"n{len(nodes) - 1}"

    layers = [layer for layer in net.row if not isinstance(layer, nn.Dropout)]
    for index, layer in enumerate(layers):
        if isinstance(layer, nn.Conv2d):
            after = layers[index + 1] if index + 1 < len(layers) else None
            filters, biases = _folded(layer, after)
            if after is None and scales is not None:
                filters, biases = filters * scales[:, None, None, None], biases * scales + (0 if shifts is None else shifts)
            widened = node("Cast", [constant(filters.astype(np.float16))], to=1)
            shape_of = {"kernel_shape": list(layer.kernel_size), "strides": list(layer.stride), "dilations": list(layer.dilation)}
            last = node("Conv", [last, widened, constant(biases.astype(np.float32))], pads=[*layer.padding] * 2, **shape_of)
        elif isinstance(layer, nn.ReLU):
            last = node("Relu", [last])
    nodes.append(onnx_file.node("Identity", [last], "told"))
    takes, gives = onnx_file.value("pixels", shape), onnx_file.value("told", (shape[0], layers[-1].out_channels, "rows", "columns"))
    return onnx_file.model(onnx_file.graph(name, nodes, constants, takes, gives), "animatch")


def _folded(layer: nn.Conv2d, after: nn.Module | None) -> tuple[np.ndarray, np.ndarray]:
    """A convolution and the normalisation after it -> filters and biases that do both."""
    with torch.no_grad():
        filters = layer.weight.double().numpy()
        if not isinstance(after, nn.BatchNorm2d):
            assert layer.bias is not None
            return filters, layer.bias.double().numpy()
        gain = (after.weight / torch.sqrt(after.running_var + after.eps)).double().numpy()
        biases = after.bias.double().numpy() - after.running_mean.double().numpy() * gain
        return filters * gain[:, None, None, None], biases

"""The two networks, as torch learns them: one finds drawn faces, the other reads their parts."""

import torch
from torch import Tensor, nn
from torch.nn.functional import interpolate

from scoring.vision.drawn_patches import SIDE

Layers = list[tuple[int, int, int, int, int]]
"""Channels in and out, kernel, stride and dilation of each convolution; a rectifier follows each but the last."""

FINDER: Layers = [(3, 12, 3, 2, 1), (12, 28, 3, 2, 1), (28, 28, 3, 1, 1), (28, 28, 3, 1, 2), (28, 28, 3, 1, 3), (28, 7, 1, 1, 1)]
"""RGB -1 .. 1 -> at a quarter of the size: a face's score, and x and y of its eyes and mouth beside the cell, in NOMINAL."""
READER: Layers = [(3, 16, 3, 2, 1), (16, 28, 3, 1, 1), (28, 52, 3, 2, 1), (52, 52, 3, 1, 1), (52, 80, 3, 2, 1), (80, 80, 3, 1, 1), (80, 96, SIDE // 8, 1, 1), (96, 15, 1, 1, 1)]
"""A patch -> shut, half and open of an eye, the same of a mouth, whether it is a face, x and y of its eyes and mouth, whether it is an eye, and a mouth."""


class Net(nn.Module):
    """Convolutions in a row, each but the last normalised by its batch."""

    def __init__(self, layers: Layers, dropout: float = 0.0) -> None:
        super().__init__()
        made: list[nn.Module] = []
        for index, (inside, outside, kernel, stride, dilation) in enumerate(layers):
            last = index == len(layers) - 1
            pad = 0 if kernel in (1, SIDE // 8) else dilation * (kernel // 2)
            if last and dropout:
                made.append(nn.Dropout(dropout))
            made.append(nn.Conv2d(inside, outside, kernel, stride, pad, dilation, bias=last))
            if not last:
                made += [nn.BatchNorm2d(outside), nn.ReLU(inplace=True)]
        self.row = nn.Sequential(*made)

    def forward(self, pixels: Tensor) -> Tensor:
        return self.row(pixels)


def from_pixels(pixels: Tensor) -> Tensor:
    """uint8 (n, height, width, 3) -> float (n, 3, height, width), -1 .. 1."""
    return pixels.permute(0, 3, 1, 2).float().div(127.5).sub(1).contiguous(memory_format=torch.channels_last)


def varied(pixels: Tensor) -> Tensor:
    """Brightness, contrast and colours as they may be, of a batch."""
    n = len(pixels)
    gain = 1 + 0.25 * torch.randn(n, 1, 1, 1)
    tint = 0.08 * torch.randn(n, 3, 1, 1)
    grey = pixels.mean(dim=1, keepdim=True)
    fade = (torch.rand(n, 1, 1, 1) < 0.15).float()
    mixed = pixels * (1 - fade) + grey * fade
    swapped = torch.where(torch.rand(n, 1, 1, 1) < 0.15, mixed[:, torch.randperm(3)], mixed)
    return _coarser((swapped * gain + tint + 0.15 * torch.randn(n, 1, 1, 1)).clamp(-1.3, 1.3))


def _coarser(pixels: Tensor) -> Tensor:
    """A fifth of a batch as it looks where a face is only a few pixels wide."""
    some = torch.rand(len(pixels)) < 0.2
    if some.any():
        side = pixels.shape[-1]
        small = interpolate(pixels[some], size=int(side * (0.25 + 0.45 * torch.rand(1).item())), mode="area")
        pixels[some] = interpolate(small, size=side, mode="bilinear" if torch.rand(1) < 0.7 else "nearest")
    return pixels

"""What happens to drawings before a host has them: grounds, tilt, crops, screentone, grey, blur, scaling, JPEG."""

import cv2
import numpy as np

from training.drawing import Picture, over

SIDE = 224


def placed(picture: Picture, ground: np.ndarray, rng: np.random.Generator) -> Picture:
    """A figure on nothing -> on a ground, tilted, of any size, often cut by the edge; RGB."""
    face = picture.face
    assert face is not None
    size = float(np.exp(rng.uniform(np.log(7), np.log(66)))) / max(face.drop, 6)
    angle = float(np.radians(np.clip(rng.normal(0, 11), -40, 40)))
    turn = size * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    reach = 1.3 * face.drop * size
    free = max(0.0, SIDE / 2 - reach)
    goal = SIDE / 2 + rng.uniform(-1, 1, 2) * free
    matrix = np.hstack([turn, (goal - turn @ face.centre)[:, None]])
    figure = picture.pixels
    if size < 0.7:
        figure = cv2.GaussianBlur(figure, (0, 0), 0.45 / size)
    figure = cv2.warpAffine(figure, matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR)
    return Picture(worn(over(figure, ground), rng), face.moved(matrix), picture.style)


def worn(rgb: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The same picture as it may come to a host."""
    out = rgb
    if rng.random() < 0.15:
        out = _lines_only(out, rng)
    if rng.random() < 0.1:
        out = _shaded_softly(out, rng)
    if rng.random() < 0.2:
        out = _mottled(out, rng)
    if rng.random() < 0.1:
        out = cv2.medianBlur(out, 3)
    if rng.random() < 0.18:
        out = np.repeat(cv2.cvtColor(out, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)
        if rng.random() < 0.5:
            out = _screentone(out, rng)
    out = _coloured(out, rng)
    if rng.random() < 0.08:
        out = _few_colours(out, rng)
    if rng.random() < 0.3:
        out = cv2.GaussianBlur(out, (0, 0), float(rng.uniform(0.4, 1.5)))
    if rng.random() < 0.3:
        side = int(rng.uniform(0.45, 0.9) * SIDE)
        out = cv2.resize(cv2.resize(out, (side, side), interpolation=cv2.INTER_AREA), (SIDE, SIDE), interpolation=int(rng.choice([cv2.INTER_LINEAR, cv2.INTER_CUBIC])))
    if rng.random() < 0.25:
        out = np.clip(out + rng.normal(0, rng.uniform(2, 14), out.shape), 0, 255).astype(np.uint8)
    if rng.random() < 0.5:
        _, jpeg = cv2.imencode(".jpg", out, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 95))])
        out = cv2.imdecode(jpeg, cv2.IMREAD_COLOR)
    return out


def _few_colours(rgb: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """As from a palette."""
    step = int(rng.integers(24, 64))
    return np.clip(rgb.astype(int) // step * step + step // 2, 0, 255).astype(np.uint8)


def _lines_only(rgb: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Pen drawing of a coloured one: a difference of Gaussians, thresholded softly."""
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).astype(np.float32)
    fine, wide = (cv2.GaussianBlur(grey, (0, 0), sigma) for sigma in (0.8, 1.5))
    lines = np.clip(255 + (fine * 1.0 - wide) * float(rng.uniform(6, 16)), 0, 255)
    kept = float(rng.uniform(0, 0.5))
    flat = lines * (1 - kept) + np.minimum(lines, grey) * kept
    return np.repeat(flat.astype(np.uint8)[..., None], 3, axis=2)


def _shaded_softly(rgb: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Light from one side, as painters have it."""
    across, down = np.meshgrid(np.linspace(-1, 1, SIDE), np.linspace(-1, 1, SIDE))
    angle = rng.uniform(0, 2 * np.pi)
    light = 1 + 0.45 * (across * np.cos(angle) + down * np.sin(angle))
    return np.clip(rgb * light[..., None], 0, 255).astype(np.uint8)


def _mottled(rgb: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Airbrush and watercolour: soft light and dark, a little of each colour."""
    cells = int(rng.integers(3, 14))
    soft = cv2.resize(rng.normal(0, 1, (cells, cells, 3)).astype(np.float32), (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    grey = soft.mean(axis=2, keepdims=True)
    mixed = 1 + float(rng.uniform(0.04, 0.16)) * (0.7 * grey + 0.5 * soft)
    return np.clip(rgb * mixed, 0, 255).astype(np.uint8)


def _screentone(rgb: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Dots in place of greys."""
    step, angle = float(rng.uniform(2.5, 6)), float(rng.uniform(0, np.pi / 2))
    across, down = np.meshgrid(np.arange(SIDE), np.arange(SIDE))
    u, v = across * np.cos(angle) + down * np.sin(angle), down * np.cos(angle) - across * np.sin(angle)
    screen = 127.5 + 63 * (np.cos(2 * np.pi * u / step) + np.cos(2 * np.pi * v / step))
    grey = rgb[..., 0].astype(np.float32)
    sharp = float(rng.uniform(1, 6))
    dots = np.clip(127.5 + (grey - screen) * sharp, 0, 255)
    dots[grey < 50], dots[grey > 235] = 0, 255
    return np.repeat(dots.astype(np.uint8)[..., None], 3, axis=2)


def _coloured(rgb: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    gain = rng.uniform(0.75, 1.2, 3) if rng.random() < 0.5 else np.full(3, rng.uniform(0.8, 1.2))
    shift = rng.normal(0, 14)
    gamma = float(np.exp(rng.normal(0, 0.2)))
    return np.clip(255 * (rgb / 255.0) ** gamma * gain + shift, 0, 255).astype(np.uint8)

"""Teaching the two networks; one thread, minutes."""

import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits as crossed
from torch.nn.functional import smooth_l1_loss

from training.avatars import NOBODY
from training.nets import FINDER, READER, Net, from_pixels, varied
from training.samples import NOMINAL, Patches, Windows, cell_middles

AT_ONCE_FINDER, AT_ONCE_READER, NONE_AT_ONCE, BESIDE_AT_ONCE = 48, 32, 20, 6
HARD_FROM, HARD_EVERY = 400, 600
"""Steps of the finder after which it is looked anew in which windows it takes something for a face that is none."""
MINED_AT = (0.3, 0.6)
"""After which shares of the reader's steps both networks together are asked what else they take for a face."""


def learn_finder(seen: Windows, steps: int, kept: Path, seed: int = 1) -> Net:
    """Windows -> a network that says where in them faces are; `kept` is where it is from time to time, to go on from."""
    torch.manual_seed(seed)
    net, rng = Net(FINDER).to(memory_format=torch.channels_last), np.random.default_rng(seed)
    middles = torch.tensor(cell_middles(), dtype=torch.float32).permute(2, 0, 1).repeat(3, 1, 1)

    with_face = np.flatnonzero((seen.there == 1).any(axis=(1, 2)))
    without = np.setdiff1d(np.arange(len(seen.pixels)), with_face)
    asked, chances = 0, np.full(len(without), 1 / len(without))

    def loss() -> Tensor:
        nonlocal asked, chances
        asked += 1
        if asked % HARD_EVERY == HARD_FROM:
            chances = _hardness(net, seen.pixels, without)
        half = AT_ONCE_FINDER // 2
        at = np.concatenate([with_face[rng.integers(len(with_face), size=half)], without[rng.choice(len(without), size=half, p=chances)]])
        told = net(varied(from_pixels(torch.from_numpy(seen.pixels[at]))))
        there = torch.from_numpy(seen.there[at]).float()
        parts = torch.from_numpy(seen.parts[at]).float()[:, :, None, None]
        return _finder_loss(told, there, (parts - middles) / NOMINAL)

    return _learn(net, loss, steps, kept)


def _finder_loss(told: Tensor, there: Tensor, parts: Tensor) -> Tensor:
    score, known, here = told[:, 0], there >= 0, there == 1
    off = crossed(score, there.clamp(min=0), reduction="none")
    # What is clear already counts for little, after Lin et al., "Focal Loss for Dense Object Detection" (2017).
    sure = torch.exp(-off)
    weight = torch.where(here, 0.75, 0.25) * (1 - sure) ** 2
    found = (weight * off)[known].sum() / here.sum().clamp(min=1)
    placed = smooth_l1_loss(told[:, 1:], parts, reduction="none", beta=0.1).sum(dim=1)[here].mean() if here.any() else 0
    return found * 2 + placed


def learn_reader(faces: Patches, none: np.ndarray, beside: np.ndarray, weights: np.ndarray, steps: int, kept: Path, mine: Callable[[Net], np.ndarray], seed: int = 2) -> Net:
    """Patches of faces and of what is none -> a network that says how open their parts are, and whether it is a face.

    none: uint8 (n, 4, SIDE, SIDE, 3), eyes, mouth and whole of what is no face; beside: (m, SIDE, SIDE, 3), what is next to one.
    weights: how often each of the faces is learned from. mine: what a network that is half done takes for a face and is none.
    """
    torch.manual_seed(seed)
    net, rng = Net(READER, dropout=0.2).to(memory_format=torch.channels_last), np.random.default_rng(seed)

    asked, likely = 0, np.full(len(none), 0.5)

    def loss() -> Tensor:
        nonlocal asked, likely, none
        asked += 1
        if asked in [int(share * steps) for share in MINED_AT]:
            more = mine(net)
            sys.stderr.write(f"{len(more)} more of none\n")
            none, likely = np.concatenate([none, more]), np.concatenate([likely, np.full(len(more), 0.5)])
        at = rng.choice(len(faces.pixels), size=AT_ONCE_READER, p=weights)
        side = rng.integers(0, 2, AT_ONCE_READER)
        own, rows = faces.pixels[at], np.arange(AT_ONCE_READER)
        # Mostly what was lately taken for a face.
        those = rng.choice(len(none), size=NONE_AT_ONCE, p=likely / likely.sum())
        without = none[those]
        near = beside[rng.integers(len(beside), size=BESIDE_AT_ONCE)]
        parts_of_none = without[np.arange(NONE_AT_ONCE), rng.integers(0, 2, NONE_AT_ONCE)], without[:, 2]
        shown = np.concatenate([own[rows, side], parts_of_none[0], own[:, 2], parts_of_none[1], own[:, 3], without[:, 3], near])
        told = net(varied(from_pixels(torch.from_numpy(shown)))).flatten(1)
        both = AT_ONCE_READER + NONE_AT_ONCE
        eyes, mouths, whole = told[:both], told[both : 2 * both], told[2 * both :]
        doubt = torch.stack([whole[AT_ONCE_READER:both, 6], eyes[AT_ONCE_READER:, 13], mouths[AT_ONCE_READER:, 14]]).detach().mean(dim=0)
        likely[those] = doubt.sigmoid().clamp(min=0.03).double().numpy()
        allowed = torch.from_numpy(faces.allowed[at])
        truth = torch.cat([torch.ones(AT_ONCE_READER), torch.zeros(NONE_AT_ONCE + BESIDE_AT_ONCE)])
        is_part = crossed(eyes[:, 13], truth[:both]) + crossed(mouths[:, 14], truth[:both])
        eye = _allowed(eyes[:AT_ONCE_READER, :3], allowed[rows, side])
        mouth = _allowed(mouths[:AT_ONCE_READER, 3:6], allowed[:, 2])
        placed = smooth_l1_loss(whole[:AT_ONCE_READER, 7:13], torch.from_numpy(faces.parts[at]), beta=0.1)
        return eye + 1.5 * mouth + crossed(whole[:, 6], truth) + 0.5 * is_part + 4 * placed

    return _learn(net, loss, steps, kept)


def _hardness(net: Net, pixels: np.ndarray, those: np.ndarray) -> np.ndarray:
    """How often to learn from each of those windows: mostly from those in which a face is seen and is none; float (n,)."""
    net.eval()
    with torch.no_grad():
        parts = [net(from_pixels(torch.from_numpy(pixels[those[at : at + 128]])))[:, 0].amax(dim=(1, 2)) for at in range(0, len(those), 128)]
    net.train()
    likely = torch.cat(parts).sigmoid().clamp(min=0.04).double().numpy()
    return likely / likely.sum()


def _allowed(logits: Tensor, allowed: Tensor) -> Tensor:
    """How surprising it is that one of the allowed steps is right; a twentieth of the labels is not believed."""
    known = allowed.sum(dim=1) > 0
    share = logits.softmax(dim=1)
    right = 0.95 * (share * allowed).sum(dim=1) + 0.05 / 3 * allowed.sum(dim=1)
    return -right[known].clamp(min=1e-6).log().mean()


def _learn(net: Net, loss: Callable[[], Tensor], steps: int, kept: Path) -> Net:
    optimiser = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=steps, pct_start=0.2)
    parts, first = (net, optimiser, schedule), 0
    if kept.exists():
        first, *states = torch.load(kept)
        for part, state in zip(parts, states, strict=True):
            part.load_state_dict(state)
    began, mean = time.process_time(), 0.0
    for step in range(first, steps):
        optimiser.zero_grad()
        value = loss()
        value.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimiser.step()
        schedule.step()
        mean += (float(value.detach()) - mean) * (0.05 if step > first else 1.0)
        if (step + 1) % 50 == 0 or step + 1 == steps:
            torch.save([step + 1, *(part.state_dict() for part in parts)], kept)
            sys.stderr.write(f"{kept.stem} {step + 1}/{steps}: {mean:.3f} after {time.process_time() - began:.0f} s\n")
    return net.eval()


def shares(styles: np.ndarray) -> np.ndarray:
    """How often a picture of each of these styles is learned from, so that a large style does not drown the small ones."""
    wanted = {"painted": 6.0, "portraits": 1.8, "house": 0.8} | dict.fromkeys(NOBODY, 0.12)
    counts = Counter(styles.tolist())
    weights = np.array([wanted.get(style, 0.4) / counts[style] for style in styles.tolist()])
    return weights / weights.sum()
